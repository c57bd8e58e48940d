package dev.callboard.scheduler;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Runs work on the threads of one bundle. */
final class PooledTaskExecutor implements TaskExecutor {
  private final ThreadPool pool;
  private final Clockwork clockwork;
  private final Set<TaskFuture<?>> delayed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  PooledTaskExecutor(ThreadPool pool, Clockwork clockwork) {
    this.pool = pool;
    this.clockwork = clockwork;
  }

  @Override
  public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
    TaskFuture<T> future = new TaskFuture<>(name, requireNonNull(work, "work is null"));
    execute(future);
    return future;
  }

  @Override
  public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
    TaskFuture<T> future = new TaskFuture<>(name, requireNonNull(work, "work is null"));
    delayed.add(future);
    Runnable timer = clockwork.after(delay, () -> due(future));
    future.whenComplete(
        (result, failure) -> {
          timer.run();
          delayed.remove(future);
        });
    if (closed) {
      future.cancel(false);
    }
    return future;
  }

  private void due(TaskFuture<?> future) {
    delayed.remove(future);
    execute(future);
  }

  private void execute(TaskFuture<?> future) {
    try {
      pool.execute(future.job);
    } catch (PortalException e) {
      future.completeExceptionally(e);
    }
  }

  void close(Duration deadline) {
    closed = true;
    delayed.forEach(future -> future.cancel(false));
    pool.close(deadline);
  }

  /** The result of work; cancelling it interrupts the work. */
  private static final class TaskFuture<T> extends CompletableFuture<T> {
    private final Callable<T> work;
    private final Job job;

    TaskFuture(String name, Callable<T> work) {
      this.work = work;
      this.job = new Job(name, this::call, () -> super.cancel(false));
    }

    private void call() {
      if (isDone()) {
        return;
      }
      try {
        complete(work.call());
      } catch (Throwable e) {
        completeExceptionally(e);
      }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      if (cancelled) {
        job.interrupt();
      }
      return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>();
    }
  }
}
