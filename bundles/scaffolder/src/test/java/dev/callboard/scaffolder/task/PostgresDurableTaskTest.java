package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.scaffolder.fakes.CrashingDatabase;
import dev.callboard.scaffolder.fakes.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresDurableTaskTest extends DurableTaskTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  PluginDatabase database(Path directory) throws Exception {
    return new PostgresDatabase(server);
  }

  @Test
  void F18_anotherNodeTakesOverWhatStandsStill() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CrashingDatabase dying = new CrashingDatabase(database, Integer.MAX_VALUE, true);
    AtomicBoolean wait = new AtomicBoolean(true);
    TestNode first = node("a", dying, QUICK);
    TestNode second = node("b", database, QUICK);
    for (TestNode node : List.of(first, second)) {
      node.add(
          "hang",
          context -> {
            begun.countDown();
            if (wait.getAndSet(false)) {
              Thread.sleep(60_000);
            }
          });
    }
    Map<String, Object> spec = spec(step("a", "append"), step("h", "hang"), step("c", "append"));
    String id = first.create(spec, Map.of("k", "hunter2x"));
    first.worker.start();
    assertTrue(begun.await(5, TimeUnit.SECONDS));
    second.worker.start();
    Thread.sleep(1_000);
    assertEquals(List.of("a"), effects, "taken from a node that lives");

    dying.die();
    first.threads.close();
    long from = System.nanoTime();
    assertEquals(TaskStatus.COMPLETED, second.awaitEnd(id).status());
    long millis = (System.nanoTime() - from) / 1_000_000;

    assertEquals(List.of("a", "c"), effects);
    assertTrue(millis <= 2 * 600 + 1_000, "took over after " + millis + " ms");
    assertTrue(second.messages(id).contains("The task goes on after the last step that had ended"));
  }
}
