package dev.callboard.scheduler;

import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;

/**
 * How many threads all bundles together may use beyond the few that each has in any case. The limit
 * is read anew each time, so that a changed configuration counts at once.
 */
final class ThreadBudget {
  private final IntSupplier limit;
  private final Resizable permits;
  private int size;

  ThreadBudget(IntSupplier limit) {
    this.limit = limit;
    this.size = Math.max(0, limit.getAsInt());
    this.permits = new Resizable(size);
  }

  /** Takes a thread from the budget. */
  synchronized boolean tryTake() {
    int wanted = Math.max(0, limit.getAsInt());
    if (wanted > size) {
      permits.release(wanted - size);
    }
    if (wanted < size) {
      permits.reducePermits(size - wanted);
    }
    size = wanted;
    return permits.tryAcquire();
  }

  /** Gives a thread back. */
  void giveBack() {
    permits.release();
  }

  /** A semaphore that can shrink while its permits are out. */
  private static final class Resizable extends Semaphore {
    private static final long serialVersionUID = 1L;

    Resizable(int permits) {
      super(permits);
    }

    @Override
    protected void reducePermits(int reduction) {
      super.reducePermits(reduction);
    }
  }
}
