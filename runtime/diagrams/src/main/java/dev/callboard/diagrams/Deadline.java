package dev.callboard.diagrams;

/** Looks, on a thread of its own, for a drawing that takes too long. */
final class Deadline implements Runnable {
  private final long limitMillis;
  private final Runnable late;
  private long since;

  Deadline(long limitMillis, Runnable late) {
    this.limitMillis = limitMillis;
    this.late = late;
  }

  synchronized void begin() {
    since = System.nanoTime();
    notifyAll();
  }

  synchronized void end() {
    since = 0;
    notifyAll();
  }

  @Override
  public synchronized void run() {
    try {
      while (true) {
        long left = since == 0 ? 0 : limitMillis - (System.nanoTime() - since) / 1_000_000;
        if (since != 0 && left <= 0) {
          late.run();
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
