package dev.callboard.identity.signin;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what may happen once, for as long as it could happen again. Thread-safe. */
final class Once {
  private static final int REMEMBERED = 20_000;

  private final Map<String, Long> used = new LinkedHashMap<>();

  /** Returns whether this is the first time; {@code until} is when it cannot happen anyway. */
  synchronized boolean first(String what, long now, long until) {
    used.values().removeIf(end -> end < now);
    if (used.size() >= REMEMBERED) {
      used.remove(used.keySet().iterator().next());
    }
    return used.putIfAbsent(what, until) == null;
  }
}
