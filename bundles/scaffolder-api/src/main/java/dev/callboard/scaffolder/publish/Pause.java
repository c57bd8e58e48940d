package dev.callboard.scaffolder.publish;

/** Waits between two looks at what another host has to finish. */
public final class Pause {
  private Pause() {}

  /**
   * Waits.
   *
   * @throws InterruptedException when the step is cancelled
   */
  public static void millis(long millis) throws InterruptedException {
    Object lock = new Object();
    long end = System.nanoTime() + millis * 1_000_000;
    synchronized (lock) {
      for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        lock.wait(left);
      }
    }
  }
}
