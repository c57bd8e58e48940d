package dev.callboard.plugins.lifecycle;

import java.util.Locale;

/** Turns what a plugin threw into one line for an operator. */
final class Reasons {
  private static final int MAX = 500;

  private Reasons() {}

  /** Returns the kind and message of the innermost cause, in one printable line. */
  static String of(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < 20 && cause.getCause() != null && cause.getCause() != cause; i++) {
      cause = cause.getCause();
    }
    return line(cause.getClass().getSimpleName() + ": " + message(cause));
  }

  // The message is code of the plugin.
  private static String message(Throwable thrown) {
    try {
      return String.valueOf(thrown.getMessage());
    } catch (RuntimeException | LinkageError e) {
      return "(no message)";
    }
  }

  /** Returns text of a plugin without control characters and not too long. */
  static String line(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return plain.length() > MAX ? plain.substring(0, MAX) + "…" : plain;
  }

  /** Returns the first line of a stack trace text, as the component runtime keeps it. */
  static String firstLine(String trace) {
    String[] lines = trace.split("\\R");
    String last = lines[0];
    for (String each : lines) {
      if (each.toLowerCase(Locale.ROOT).startsWith("caused by:")) {
        last = each.substring("caused by:".length());
      }
    }
    return line(last);
  }
}
