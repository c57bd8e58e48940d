package dev.callboard.scaffolder.secret;

import java.util.Locale;

/** The letters and digits of a text, in lower case, and where each of them stands. */
final class SpreadText {
  private final StringBuilder letters = new StringBuilder();
  private final int[] positions;

  SpreadText(String text) {
    positions = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        positions[letters.length()] = i;
        letters.append(Character.toLowerCase(text.charAt(i)));
      }
    }
  }

  /** Returns the letters and digits of a text, in lower case. */
  static String of(String text) {
    return new SpreadText(text).letters.toString().toLowerCase(Locale.ROOT);
  }

  /** Marks each place where the letters of a secret stand one after the other. */
  boolean mark(String secret, boolean[] hidden) {
    boolean found = false;
    for (int at = letters.indexOf(secret); at >= 0; at = letters.indexOf(secret, at + 1)) {
      found = true;
      for (int i = positions[at]; i <= positions[at + secret.length() - 1]; i++) {
        hidden[i] = true;
      }
    }
    return found;
  }
}
