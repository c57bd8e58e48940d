package dev.callboard.permission.role;

import java.util.List;

/**
 * Names of permissions.
 *
 * @param patterns names; {@code *} at the end stands for any ending, {@code !} at the start takes
 *     away from what the others give
 */
public record Names(List<String> patterns) {
  /** Copies the list. */
  public Names {
    patterns = List.copyOf(patterns);
  }

  /** Returns whether a permission is among them. */
  public boolean cover(String permission) {
    boolean covered = false;
    for (String pattern : patterns) {
      if (pattern.startsWith("!")) {
        if (matches(pattern.substring(1), permission)) {
          return false;
        }
      } else {
        covered |= matches(pattern, permission);
      }
    }
    return covered;
  }

  private static boolean matches(String pattern, String permission) {
    return pattern.endsWith("*")
        ? permission.startsWith(pattern.substring(0, pattern.length() - 1))
        : permission.equals(pattern);
  }
}
