package dev.callboard.catalog.ingest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does work in the order given, the last piece on another thread while its owner goes on. A piece
 * that no thread has begun when the owner waits for it he does himself, so no thread need be free.
 * For one owner, on one thread.
 *
 * @param <T> what a piece gives
 */
final class StoreAhead<T> {
  private final Executor helper;
  private final Consumer<T> done;
  private Piece<T> last;

  /**
   * Creates one without work.
   *
   * @param helper may run a piece, later or not at all
   * @param done is given each result, on the thread of the owner
   */
  StoreAhead(Executor helper, Consumer<T> done) {
    this.helper = helper;
    this.done = done;
  }

  /** Returns what runs pieces as tasks. */
  static Executor helper(TaskExecutor tasks) {
    return piece -> {
      try {
        tasks.submit(
            "store what was read",
            () -> {
              piece.run();
              return null;
            });
      } catch (PortalException e) {
        // Too much waits already, and the owner can do it.
        return;
      }
    };
  }

  /** Takes a piece, once the one before it is done; throws what failed there. */
  void begin(Supplier<T> work) {
    finish();
    last = new Piece<>(work);
    helper.execute(last);
  }

  /** Waits until everything is done; throws what failed. An interrupt is kept for later. */
  void finish() {
    Piece<T> piece = last;
    last = null;
    if (piece == null) {
      return;
    }
    done.accept(piece.join());
  }

  /** Gives up what has not begun, and waits for what has, whatever becomes of it. */
  void giveUp() {
    Piece<T> piece = last;
    last = null;
    if (piece != null && !piece.giveUp()) {
      piece.await();
    }
  }
}
