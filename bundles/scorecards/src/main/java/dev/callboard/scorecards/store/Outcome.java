package dev.callboard.scorecards.store;

import java.util.Locale;
import java.util.Optional;

/** What a check came to. */
public enum Outcome {
  /** It holds. */
  PASS,
  /** It does not hold. */
  FAIL,
  /** What it needs is not known. */
  UNKNOWN,
  /** It says nothing of this entity. */
  NA;

  /** Returns it as people and files write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a text stands for, or empty. */
  public static Optional<Outcome> of(String text) {
    for (Outcome each : values()) {
      if (each.text().equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
