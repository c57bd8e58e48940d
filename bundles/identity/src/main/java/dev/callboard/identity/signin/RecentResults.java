package dev.callboard.identity.signin;

import dev.callboard.platform.signin.SignInResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets several tabs that refresh with the same token at once share one call: identity providers
 * that give out a new token each time take the second use of the old one for a theft, and end the
 * session. Thread-safe.
 */
final class RecentResults {
  private static final Duration SHARED = Duration.ofSeconds(10);
  private static final int MOST = 1_000;

  private final LongSupplier nanos;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SignInResult result;
    private volatile long at;
  }

  RecentResults(LongSupplier nanos) {
    this.nanos = nanos;
  }

  SignInResult get(String key, Supplier<SignInResult> call) {
    entries.values().removeIf(entry -> entry.result != null && !isRecent(entry));
    if (entries.size() >= MOST) {
      return call.get();
    }
    Entry entry = entries.computeIfAbsent(key, unused -> new Entry());
    entry.lock.lock();
    try {
      if (entry.result == null) {
        entry.result = call.get();
        entry.at = nanos.getAsLong();
      }
      return entry.result;
    } finally {
      if (entry.result == null) {
        entries.remove(key, entry);
      }
      entry.lock.unlock();
    }
  }

  private boolean isRecent(Entry entry) {
    return nanos.getAsLong() - entry.at < SHARED.toNanos();
  }
}
