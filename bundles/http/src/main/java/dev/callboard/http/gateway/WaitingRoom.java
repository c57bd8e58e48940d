package dev.callboard.http.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Requests that wait for their plugin to come back. None of them holds a thread. */
final class WaitingRoom {
  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** One request; {@code resume} is called on a thread of the container. */
  private record Waiter(String pluginId, long until, AsyncContext async, Resume resume) {}

  /** What to do with a request whose waiting has ended. */
  interface Resume {
    void resume(AsyncContext async, boolean timedOut);
  }

  /** Lets a request wait; returns false when there is no room. */
  boolean await(
      HttpServletRequest request, String pluginId, long until, int capacity, Resume resume) {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    waiters.add(new Waiter(pluginId, until, async, resume));
    return true;
  }

  /** Lets the requests for a plugin go on. */
  void wake(String pluginId) {
    release(waiter -> waiter.pluginId().equals(pluginId), false);
  }

  /** Lets the requests go on that have waited long enough, or whose plugin will not come. */
  void expire(long now, Predicate<String> hopeless) {
    if (size.get() > 0) {
      release(waiter -> now - waiter.until() >= 0 || hopeless.test(waiter.pluginId()), true);
    }
  }

  private void release(Predicate<Waiter> which, boolean timedOut) {
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (which.test(waiter) && waiters.remove(waiter)) {
        size.decrementAndGet();
        waiter.async().start(() -> waiter.resume().resume(waiter.async(), timedOut));
      }
    }
  }
}
