package dev.callboard.permission;

import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work on threads that end with the test. */
final class ThreadTaskExecutor implements TaskExecutor, AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @Override
  public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Future<?> running =
        threads.submit(
            () -> {
              try {
                future.complete(work.call());
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            });
    future.whenComplete(
        (result, failure) -> {
          if (future.isCancelled()) {
            running.cancel(true);
          }
        });
    return future;
  }

  @Override
  public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
