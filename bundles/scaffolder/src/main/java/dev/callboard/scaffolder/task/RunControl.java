package dev.callboard.scaffolder.task;

import java.util.Optional;

/** Stops a run: says why, and interrupts the step that is under way. Thread-safe. */
final class RunControl {
  /** Why a run has to end. */
  enum Reason {
    /** Somebody asked for it. */
    CANCELLED,
    /** It took longer than a task may take. */
    TIMED_OUT,
    /** Another worker has it now. */
    LOST,
    /** The server stops; the run goes on when it is back, or on another one. */
    STOPPING
  }

  private Thread thread;
  private Reason reason;
  private long stoppedAt;
  private boolean soon;

  /** Says that the calling thread begins with what may be interrupted. */
  synchronized void enter() {
    thread = Thread.currentThread();
    if (reason != null) {
      thread.interrupt();
    }
  }

  /** Says that the calling thread must not be interrupted any more. */
  synchronized void leave() {
    thread = null;
    Thread.interrupted();
  }

  /** Asks the run to end before its next step. */
  synchronized void stopSoon() {
    soon = true;
  }

  /** Returns whether another step must not begin here. */
  synchronized boolean stopsHere() {
    return soon || reason == Reason.LOST || reason == Reason.STOPPING;
  }

  /** Asks the run to end; the first reason counts. */
  synchronized void stop(Reason why) {
    if (reason == null) {
      reason = why;
      stoppedAt = System.nanoTime();
    }
    interrupt();
  }

  /** Interrupts the step under way, if there is one. */
  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Returns why the run has to end, or empty when it may go on. */
  synchronized Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns how long ago the run was asked to end, 0 when it was not. */
  synchronized long nanosSinceStop() {
    return reason == null ? 0 : System.nanoTime() - stoppedAt;
  }
}
