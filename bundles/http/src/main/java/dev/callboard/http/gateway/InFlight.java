package dev.callboard.http.gateway;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests under way in one application. Event streams are apart: nobody waits for their end.
 */
final class InFlight {
  private final Set<Exchange> requests = ConcurrentHashMap.newKeySet();
  private final Set<Exchange> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Takes a request in; returns false when the application takes none any more. */
  boolean enter(Exchange exchange) {
    requests.add(exchange);
    if (closed) {
      leave(exchange);
      return false;
    }
    return true;
  }

  void becomesStream(Exchange exchange) {
    streams.add(exchange);
    leaveRequests(exchange);
  }

  void leave(Exchange exchange) {
    streams.remove(exchange);
    leaveRequests(exchange);
  }

  private void leaveRequests(Exchange exchange) {
    requests.remove(exchange);
    if (closed) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  void close() {
    closed = true;
  }

  void open() {
    closed = false;
  }

  boolean isClosed() {
    return closed;
  }

  /** Waits until no request is under way, or the time is over. Returns how many are left. */
  int await(long untilNanos) throws InterruptedException {
    synchronized (this) {
      while (!requests.isEmpty()) {
        long left = (untilNanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        wait(Math.min(left, 50));
      }
    }
    return requests.size();
  }

  List<Exchange> requests() {
    return List.copyOf(requests);
  }

  List<Exchange> streams() {
    return List.copyOf(streams);
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  Set<Exchange> requestView() {
    return requests;
  }

  Set<Exchange> streamView() {
    return streams;
  }
}
