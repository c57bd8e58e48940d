package dev.callboard.diagrams;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A process that draws one diagram after the other, for as long as its input is open. Each order is
 * a byte for the language ({@code p} for PlantUML, {@code g} for Graphviz), a length and the source
 * in UTF-8; each answer is a byte for the outcome, a length and the drawing in SVG or what is
 * wrong. A source that takes longer than the limit ends the process: nothing else stops it.
 */
public final class DiagramProgram {
  /** The first byte of an answer with a drawing. */
  public static final int DRAWN = 0;

  /** The first byte of an answer that tells what is wrong with the source. */
  public static final int WRONG = 1;

  /** The first byte of an answer to a source whose drawing is larger than allowed. */
  public static final int LARGE = 2;

  /** The exit code after a source that takes too long. */
  public static final int SLOW = 70;

  /** The exit code after a source that takes more memory than there is. */
  public static final int NO_MEMORY = 71;

  private final Deadline deadline;
  private final int mostBytes;

  DiagramProgram(Deadline deadline, int mostBytes) {
    this.deadline = deadline;
    this.mostBytes = mostBytes;
  }

  /** Serves until the input ends. Arguments: milliseconds for a drawing, bytes of a drawing. */
  public static void main(String[] arguments) throws IOException {
    OutputStream answers = System.out;
    // what a library prints must not be taken for an answer
    System.setOut(System.err);
    Deadline deadline =
        new Deadline(Long.parseLong(arguments[0]), () -> Runtime.getRuntime().halt(SLOW));
    Thread watch = new Thread(deadline, "deadline");
    watch.setDaemon(true);
    watch.start();
    new DiagramProgram(deadline, Integer.parseInt(arguments[1])).serve(System.in, answers);
  }

  void serve(InputStream orders, OutputStream answers) throws IOException {
    try (DataInputStream in = new DataInputStream(orders);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers))) {
      for (int language = in.read(); language >= 0; language = in.read()) {
        String source = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        deadline.begin();
        answer(out, language, source);
        deadline.end();
        out.flush();
      }
    } catch (EOFException e) {
      // whoever ordered is gone
      return;
    }
  }

  private void answer(DataOutputStream out, int language, String source) throws IOException {
    int outcome = DRAWN;
    byte[] bytes;
    try {
      bytes = utf8(language == 'g' ? GraphvizDrawing.svg(source) : PlantUmlDrawing.svg(source));
      if (bytes.length > mostBytes) {
        outcome = LARGE;
        bytes = new byte[0];
      }
    } catch (WrongDiagramException e) {
      outcome = WRONG;
      bytes = utf8(e.getMessage());
    } catch (StackOverflowError e) {
      outcome = WRONG;
      bytes = utf8("It nests too deeply");
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(NO_MEMORY);
      return;
    } catch (RuntimeException | IOException | LinkageError e) {
      // libraries fail in many ways at sources that they do not expect
      outcome = WRONG;
      bytes = utf8("It could not be understood");
    }
    out.write(outcome);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
