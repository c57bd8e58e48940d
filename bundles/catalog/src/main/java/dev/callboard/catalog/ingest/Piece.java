package dev.callboard.catalog.ingest;

import dev.callboard.platform.error.PortalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A piece of work of an owner that another thread may do before he needs it. If none has begun by
 * then he does it himself, so no thread need be free. Thread-safe.
 *
 * @param <T> what it gives
 */
final class Piece<T> implements Runnable {
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Supplier<T> work;

  Piece(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      result.complete(work.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** Does it, or waits for who does; throws what failed. An interrupt is kept for later. */
  T join() {
    run();
    try {
      return result.join();
    } catch (CompletionException e) {
      throw failure(e.getCause());
    }
  }

  /**
   * Does it, or waits for who does; throws what failed.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when interrupted, which is kept
   */
  T get() {
    run();
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("reading was interrupted");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  /** Has it never done; returns false when somebody has begun. */
  boolean giveUp() {
    return begun.compareAndSet(false, true);
  }

  /** Waits for who has begun, whatever becomes of it. */
  void await() {
    result.handle((value, failure) -> null).join();
  }
}
