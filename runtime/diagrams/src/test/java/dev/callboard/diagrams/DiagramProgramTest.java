package dev.callboard.diagrams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DiagramProgramTest {
  private final Deadline deadline = new Deadline(60_000, () -> {});

  private DataInputStream answers(int mostBytes, String... graphs) throws IOException {
    ByteArrayOutputStream orders = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(orders);
    for (String graph : graphs) {
      out.write('g');
      out.writeInt(graph.length());
      out.writeBytes(graph);
    }
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    new DiagramProgram(deadline, mostBytes)
        .serve(new ByteArrayInputStream(orders.toByteArray()), answers);
    return new DataInputStream(new ByteArrayInputStream(answers.toByteArray()));
  }

  private static String text(DataInputStream answers) throws IOException {
    return new String(answers.readNBytes(answers.readInt()), StandardCharsets.UTF_8);
  }

  @Test
  void oneAnswerFollowsTheOther() throws IOException {
    DataInputStream answers = answers(1 << 20, "digraph { a -> b }", "digraph {", "graph { c }");
    assertEquals(DiagramProgram.DRAWN, answers.read());
    assertTrue(text(answers).contains("<svg"));
    assertEquals(DiagramProgram.WRONG, answers.read());
    assertTrue(text(answers).startsWith("line 1:"));
    assertEquals(DiagramProgram.DRAWN, answers.read());
    text(answers);
    assertEquals(-1, answers.read());
  }

  @Test
  void aDrawingMayBeAsLargeAsTheLimitAndNoLarger() throws IOException {
    DataInputStream first = answers(1 << 20, "graph { a }");
    first.read();
    int size = first.readInt();
    for (int more = -1; more <= 1; more++) {
      int outcome = answers(size + more, "graph { a }").read();
      assertEquals(more < 0 ? DiagramProgram.LARGE : DiagramProgram.DRAWN, outcome, "" + more);
    }
  }

  @Test
  void theDeadlineCountsFromEachBeginning() throws InterruptedException {
    CountDownLatch late = new CountDownLatch(1);
    Deadline brief = new Deadline(50, late::countDown);
    Thread watch = new Thread(brief);
    watch.setDaemon(true);
    watch.start();
    brief.begin();
    brief.end();
    assertFalse(late.await(150, TimeUnit.MILLISECONDS));
    brief.begin();
    assertTrue(late.await(10, TimeUnit.SECONDS));
  }
}
