package dev.callboard.catalog.process;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls processors on threads of their own and waits for a limited time. A call that takes longer
 * is interrupted; a processor that does not care keeps its thread, and after a few of those it is
 * not called until one of them has ended.
 */
final class TimedCalls implements ProcessorCalls {
  private static final int MOST_STUCK = 4;

  private final TaskExecutor tasks;
  private final Duration limit;
  private final Map<String, AtomicInteger> stuck = new ConcurrentHashMap<>();

  TimedCalls(TaskExecutor tasks, Duration limit) {
    this.tasks = tasks;
    this.limit = limit;
  }

  @Override
  public <T> T call(String processor, Callable<T> work) throws Exception {
    AtomicInteger lost = stuck.computeIfAbsent(processor, name -> new AtomicInteger());
    if (lost.get() >= MOST_STUCK) {
      throw PortalException.unavailable(
          "it is not called, because " + MOST_STUCK + " earlier calls have not ended");
    }
    Watched<T> watched = new Watched<>(work, lost);
    CompletableFuture<T> result = tasks.submit("processor " + processor, watched);
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      watched.giveUp();
      result.cancel(true);
      throw PortalException.unavailable("it did not end within " + text(limit));
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("processing was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static String text(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** Work that is counted while it runs after nobody waits for it any more. */
  private static final class Watched<T> implements Callable<T> {
    private final Callable<T> work;
    private final AtomicInteger lost;
    private boolean running;
    private boolean given;

    Watched(Callable<T> work, AtomicInteger lost) {
      this.work = work;
      this.lost = lost;
    }

    @Override
    public T call() throws Exception {
      synchronized (this) {
        if (given) {
          return null;
        }
        running = true;
      }
      try {
        return work.call();
      } finally {
        ended();
      }
    }

    private synchronized void ended() {
      running = false;
      if (given) {
        lost.decrementAndGet();
      }
    }

    synchronized void giveUp() {
      given = true;
      if (running) {
        lost.incrementAndGet();
      }
    }
  }
}
