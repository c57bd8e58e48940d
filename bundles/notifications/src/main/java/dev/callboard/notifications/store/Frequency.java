package dev.callboard.notifications.store;

import java.util.Locale;
import java.util.Optional;

/** When a channel brings what it has. */
public enum Frequency {
  /** At once. */
  IMMEDIATELY,
  /** All of an hour together. */
  HOURLY,
  /** All of a day together. */
  DAILY;

  /** Returns the name in settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the one of a name, or empty. */
  public static Optional<Frequency> of(String word) {
    for (Frequency each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
