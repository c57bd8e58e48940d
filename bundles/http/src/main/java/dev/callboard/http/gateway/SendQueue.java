package dev.callboard.http.gateway;

/** Counts the bytes that wait for a client to take them. Thread-safe. */
final class SendQueue {
  private long waiting;

  /** Counts a message in; returns false, and does not count it, beyond the limit. */
  synchronized boolean enter(int bytes, int limit) {
    if (waiting + bytes > limit) {
      return false;
    }
    waiting += bytes;
    return true;
  }

  synchronized void leave(int bytes) {
    waiting -= bytes;
  }
}
