package dev.callboard.scheduler;

import static java.util.Objects.requireNonNull;

/** Work that waits or is under way, and can be interrupted without hitting other work. */
final class Job {
  private final String name;
  private final Runnable work;
  private final Runnable dropped;
  private Thread runner;
  private boolean interrupted;

  /**
   * Creates work.
   *
   * @param name for thread dumps
   * @param work what to do; must not throw
   * @param dropped called instead when the work will never run
   */
  Job(String name, Runnable work, Runnable dropped) {
    this.name = requireNonNull(name, "name is null");
    this.work = requireNonNull(work, "work is null");
    this.dropped = requireNonNull(dropped, "dropped is null");
  }

  String name() {
    return name;
  }

  /** Does the work on this thread, whose interrupt flag is clear afterwards. */
  void run() {
    synchronized (this) {
      runner = Thread.currentThread();
      if (interrupted) {
        runner.interrupt();
      }
    }
    try {
      work.run();
    } finally {
      synchronized (this) {
        runner = null;
        // Under the lock, so that a late interrupt cannot reach the next work on this thread.
        Thread.interrupted();
      }
    }
  }

  /** Interrupts the work now, or as soon as it begins. */
  synchronized void interrupt() {
    interrupted = true;
    if (runner != null) {
      runner.interrupt();
    }
  }

  /** Tells that the work will never run. */
  void drop() {
    dropped.run();
  }
}
