package dev.callboard.scaffolder.api;

import static java.util.Objects.requireNonNull;

/**
 * A text that must not be seen. It does not become text by accident: logging, joining, comparing or
 * serialising it gives stars or fails. Only {@link #reveal} gives the text.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Wraps a text, not null. */
  public static Secret of(String text) {
    return new Secret(requireNonNull(text, "text is null"));
  }

  /** Returns the text. Hand it to the one call that needs it, and keep it nowhere. */
  public String reveal() {
    return text;
  }

  /** Returns stars. */
  @Override
  public String toString() {
    return "***";
  }
}
