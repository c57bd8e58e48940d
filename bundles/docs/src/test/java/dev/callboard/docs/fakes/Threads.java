package dev.callboard.docs.fakes;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** As many threads as a test says, gone when it is closed. */
public final class Threads implements TaskExecutor, AutoCloseable {
  private final ExecutorService pool;

  /** Makes so many threads; none at all leaves what is submitted waiting for ever. */
  public Threads(int count) {
    pool =
        count == 0
            ? null
            : Executors.newFixedThreadPool(
                count,
                work -> {
                  Thread thread = new Thread(work, "docs-test");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  @Override
  public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    if (pool != null) {
      pool.execute(
          () -> {
            try {
              result.complete(work.call());
            } catch (Throwable e) {
              result.completeExceptionally(e);
            }
          });
    }
    return result;
  }

  @Override
  public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, pool)
        .execute(() -> submit(name, work).thenAccept(result::complete));
    return result;
  }

  /** Waits until nothing is at work any more, so that nothing writes where the test has been. */
  @Override
  public void close() {
    if (pool == null) {
      return;
    }
    pool.shutdownNow();
    try {
      if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("threads of the test do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
