package dev.callboard.platform.scheduler;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Threads for a bundle's background work. Each bundle has an instance of its own, whose threads
 * carry the bundle's name and have its class loader as context; work under way is interrupted, and
 * waiting work dropped, when the bundle stops. Use it in place of threads of your own. Thread-safe;
 * no method blocks.
 */
@ProviderType
public interface TaskExecutor {
  /**
   * Runs work on another thread.
   *
   * @param name what it is, for thread dumps and logs
   * @param work what to do
   * @param <T> what it returns
   * @return ends with the result, or exceptionally; cancelling it interrupts the work
   */
  <T> CompletableFuture<T> submit(String name, Callable<T> work);

  /** Runs work on another thread after a delay, as {@link #submit}. */
  <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work);
}
