package dev.callboard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SequencerLoopTest {
  /** Runs work on a real scheduler. */
  private static final class Tasks implements TaskExecutor, AutoCloseable {
    private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(2);

    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      return schedule(name, Duration.ZERO, work);
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      CompletableFuture<T> result = new CompletableFuture<>();
      threads.schedule(
          () -> {
            try {
              result.complete(work.call());
            } catch (Exception e) {
              result.completeExceptionally(e);
            }
          },
          delay.toMillis(),
          TimeUnit.MILLISECONDS);
      return result;
    }

    @Override
    public void close() throws InterruptedException {
      threads.shutdownNow();
      assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void everyCommitIsNumberedSoonAndRowsThatNobodyToldOfAreSwept() throws Exception {
    RecordWriter records = new RecordWriter(Clock.systemUTC(), "n1");
    try (TestDatabase plugin = new TestDatabase();
        TestDatabase own = new TestDatabase();
        Tasks tasks = new Tasks()) {
      AuditLog log = new AuditLog(own);
      Sequencer sequencer = new Sequencer(plugin, log, System::nanoTime);
      OutboxWriter writer = new OutboxWriter(own, records, sequencer, Duration.ofSeconds(30));
      SequencerLoop loop = new SequencerLoop(sequencer, plugin, tasks);
      loop.start();
      plugin.afterCommit = () -> loop.committed("one");
      for (int i = 1; i <= 5; i++) {
        plugin.write(
            connection -> {
              writer.write(connection, Fakes.event("a"));
              return null;
            });
        awaitHead(log, i);
      }
      plugin.afterCommit = () -> {};
      plugin.write(
          connection -> {
            writer.write(connection, Fakes.event("untold"));
            return null;
          });
      awaitHead(log, 6);
      // What is numbered is taken out of the outbox right after.
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!plugin.read("one", 10).isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      loop.stop();
      assertEquals(List.of(), plugin.read("one", 10));
    }
  }

  private static void awaitHead(AuditLog log, long seq) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (log.head().seq() < seq) {
      assertTrue(
          System.nanoTime() < deadline, "expected " + seq + ", last seen " + log.head().seq());
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
