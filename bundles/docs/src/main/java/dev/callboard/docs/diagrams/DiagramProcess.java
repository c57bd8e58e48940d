package dev.callboard.docs.diagrams;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java machine that draws. It can be given what nobody can judge beforehand, a source that loops
 * or that fills the memory, because it has a memory of its own, looks at the clock itself, has an
 * empty environment and cannot start programs. For one thread at a time; blocks.
 */
final class DiagramProcess implements AutoCloseable {
  private static final String PROGRAM = "dev.callboard.diagrams.DiagramProgram";
  private static final int DRAWN = 0;
  private static final int LARGE = 2;
  private static final int MESSAGE = 2000;
  private static final int NO_MEMORY = 71;
  private static final int SLOW = 70;
  private static final int END_SECONDS = 2;

  private final DiagramSettings settings;
  private final Process process;
  private final DataOutputStream orders;
  private final DataInputStream answers;

  /** A source that the process could not cope with; the message is for its author. */
  static final class OverLimitException extends Exception {
    private static final long serialVersionUID = 1L;

    OverLimitException(String message) {
      super(message);
    }
  }

  /** An answer; one of the two is empty. */
  record Answer(String svg, String problem) {}

  private DiagramProcess(DiagramSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    this.orders = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(process.getInputStream());
  }

  /**
   * Starts a process.
   *
   * @param classpath what it runs
   * @param folder an empty folder, where it is at home
   */
  static DiagramProcess start(String classpath, Path folder, DiagramSettings settings)
      throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder = new ProcessBuilder(command(classpath, folder, settings));
    builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot"));
    builder.directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new DiagramProcess(settings, builder.start());
  }

  private static List<String> command(String classpath, Path folder, DiagramSettings settings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + Math.max(32, settings.memory() >> 20) + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:ErrorFile=" + folder.resolve("error.log"),
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-Duser.home=" + folder,
        "-Djava.io.tmpdir=" + folder,
        "-Duser.language=en",
        "-Duser.timezone=UTC",
        "-DPLANTUML_SECURITY_PROFILE=SANDBOX",
        "-DGRAPHVIZ_DOT=" + folder.resolve("none"),
        // no way is known to the machine by which a program could be started
        "-Djdk.lang.Process.launchMechanism=NONE",
        "-cp",
        classpath,
        PROGRAM,
        String.valueOf(settings.timeout().toMillis()),
        String.valueOf(settings.outputSize()));
  }

  /**
   * Draws.
   *
   * @throws OverLimitException when the source takes more than is allowed; the process has ended
   * @throws IOException when the process has ended otherwise
   */
  Answer draw(char language, byte[] source) throws IOException, OverLimitException {
    try {
      orders.writeByte(language);
      orders.writeInt(source.length);
      orders.write(source);
      orders.flush();
      int outcome = answers.readByte();
      int length = answers.readInt();
      if (outcome == LARGE || length > Math.max(settings.outputSize(), MESSAGE)) {
        throw new OverLimitException(
            "Its drawing is larger than techdocs.diagrams.outputSize allows: "
                + settings.outputSize());
      }
      String text = new String(answers.readNBytes(length), StandardCharsets.UTF_8);
      return outcome == DRAWN ? new Answer(text, "") : new Answer("", text);
    } catch (EOFException e) {
      throw ended(e);
    }
  }

  private IOException ended(EOFException cause) throws OverLimitException {
    try {
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        if (process.exitValue() == SLOW) {
          throw new OverLimitException(
              "It takes longer than techdocs.diagrams.timeout allows: "
                  + settings.timeout().toMillis()
                  + " ms");
        }
        if (process.exitValue() == NO_MEMORY) {
          throw new OverLimitException(
              "It takes more memory than techdocs.diagrams.memory allows: " + settings.memory());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return cause;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the number of the process. */
  long id() {
    return process.pid();
  }

  /** Ends it, whatever it does. May be called by any thread. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
