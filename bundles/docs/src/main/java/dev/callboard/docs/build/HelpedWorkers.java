package dev.callboard.docs.build;

import dev.callboard.docs.site.Workers;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets threads of the bundle help the one that builds, as many for all builds together as there are
 * places. A build waits for no place: without help it does all by itself. Thread-safe.
 */
public final class HelpedWorkers implements Workers {
  private final TaskExecutor tasks;
  private final Semaphore places;
  private final int helpers;

  /** Makes workers; the number of threads counts the one that asks. */
  public HelpedWorkers(TaskExecutor tasks, int threads) {
    this.tasks = tasks;
    this.helpers = Math.max(0, threads - 1);
    this.places = new Semaphore(helpers);
  }

  @Override
  public <T> void each(List<T> items, Work<T> work) throws IOException {
    Round<T> round = new Round<>(items, work);
    List<Helper> helping = new ArrayList<>();
    try {
      for (int i = 1; i < items.size() && i <= helpers && places.tryAcquire(); i++) {
        helping.add(new Helper(round));
      }
      round.run();
    } finally {
      helping.forEach(Helper::await);
    }
    round.rethrow();
  }

  /** One thread that helps, from when it is asked for. */
  private final class Helper {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> end;

    Helper(Round<?> round) {
      end =
          tasks.submit(
              "help to build documentation",
              () -> {
                if (begun.compareAndSet(false, true)) {
                  round.run();
                }
                return null;
              });
      end.whenComplete((done, failure) -> places.release());
    }

    /** One that got no thread in time is not waited for. */
    void await() {
      if (begun.compareAndSet(false, true)) {
        return;
      }
      try {
        end.get();
      } catch (ExecutionException | CancellationException e) {
        throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, "A build was stopped", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, "A build was stopped", e);
      }
    }
  }

  /** The items that nobody has taken yet. */
  private static final class Round<T> {
    private final List<T> items;
    private final Work<T> work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Round(List<T> items, Work<T> work) {
      this.items = items;
      this.work = work;
    }

    void run() {
      int i = next.getAndIncrement();
      try {
        for (; i < items.size(); i = next.getAndIncrement()) {
          work.run(items.get(i));
        }
      } catch (IOException | RuntimeException e) {
        failure.compareAndSet(null, e);
      } finally {
        next.set(items.size());
      }
    }

    void rethrow() throws IOException {
      Exception first = failure.get();
      if (first instanceof IOException e) {
        throw e;
      }
      if (first instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
