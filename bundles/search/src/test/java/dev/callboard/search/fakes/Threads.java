package dev.callboard.search.fakes;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads for a test, gone when it is closed. Cancelling a future interrupts its work. */
public final class Threads implements TaskExecutor, AutoCloseable {
  private static final ThreadFactory DAEMONS =
      work -> {
        Thread thread = new Thread(work, "search-test");
        thread.setDaemon(true);
        return thread;
      };

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DAEMONS);
  private final java.util.concurrent.ExecutorService pool = Executors.newCachedThreadPool(DAEMONS);

  @Override
  public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
    Cancellable<T> result = new Cancellable<>();
    result.task = pool.submit(() -> result.run(work));
    return result;
  }

  @Override
  public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
    Cancellable<T> result = new Cancellable<>();
    result.task =
        timer.schedule(
            () -> pool.submit(() -> result.run(work)), delay.toNanos(), TimeUnit.NANOSECONDS);
    return result;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    pool.shutdownNow();
  }

  private static final class Cancellable<T> extends CompletableFuture<T> {
    private volatile Future<?> task;

    private void run(Callable<T> work) {
      try {
        complete(work.call());
      } catch (Exception e) {
        completeExceptionally(e);
      }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      Future<?> running = task;
      if (running != null) {
        running.cancel(true);
      }
      return super.cancel(mayInterrupt);
    }
  }
}
