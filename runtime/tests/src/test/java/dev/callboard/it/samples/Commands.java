package dev.callboard.it.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program as a user does in a terminal, with this process's environment. */
final class Commands {
  private Commands() {}

  /** What a program said and how it ended. */
  record Outcome(int status, String output) {
    /** Returns what it said, or fails unless it went well. */
    String good() {
      if (status != 0) {
        throw new AssertionError("ended with " + status + "\n" + output);
      }
      return output;
    }
  }

  static Outcome run(Path directory, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "command", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end\n" + Files.readString(output));
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }
}
