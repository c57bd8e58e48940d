package dev.callboard.http.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how many requests a caller sends in a minute. Each has a store of as many, which fills up
 * evenly: a page that loads much at once is let through, a loop is slowed down. Thread-safe.
 */
final class Rates {
  private static final int CALLERS = 20_000;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanos;
  private final Map<String, Store> stores =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Store> eldest) {
          return size() > CALLERS;
        }
      };

  /** What is left, as the time in which it would have come. */
  private static final class Store {
    private long left = MINUTE;
    private long at;

    Store(long now) {
      at = now;
    }
  }

  Rates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Takes one request out of the store of a caller; returns false when it is empty. */
  synchronized boolean take(String caller, int perMinute) {
    if (perMinute == 0) {
      return true;
    }
    long now = nanos.getAsLong();
    Store store = stores.get(caller);
    if (store == null) {
      store = new Store(now);
      stores.put(caller, store);
    }
    store.left = Math.min(MINUTE, store.left + now - store.at);
    store.at = now;
    long cost = MINUTE / perMinute;
    if (store.left < cost) {
      return false;
    }
    store.left -= cost;
    return true;
  }
}
