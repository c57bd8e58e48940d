package dev.callboard.integrations.spi;

import java.util.List;

/**
 * A path with wildcards: {@code *} stands for any characters of one segment, a segment {@code **}
 * for any number of segments. A segment that starts with a dot is matched only by a pattern segment
 * that starts with one too, as shells and Backstage do. Matching takes time in proportion to the
 * two lengths multiplied, whatever the pattern. Immutable.
 */
public final class Glob {
  private final String text;
  private final List<String> segments;

  private Glob(String text) {
    this.text = text;
    segments = List.of(text.split("/", -1));
  }

  /** Reads a path with wildcards; a path without any matches itself only. */
  public static Glob of(String path) {
    return new Glob(path);
  }

  /** Returns whether a text holds wildcards. */
  public static boolean hasWildcards(String text) {
    return text.indexOf('*') >= 0;
  }

  /** Returns the folder before the first segment with wildcards, without a slash at its end. */
  public String folder() {
    int star = text.indexOf('*');
    int slash = text.lastIndexOf('/', star < 0 ? text.length() : star);
    return slash < 0 ? "" : text.substring(0, slash);
  }

  /** Returns whether the path matches as a whole. */
  public boolean matches(String path) {
    List<String> names = List.of(path.split("/", -1));
    // reached[i]: the pattern up to here matches the first i names
    boolean[] reached = new boolean[names.size() + 1];
    reached[0] = true;
    for (String segment : segments) {
      reached = segment.equals("**") ? anyNumber(reached, names) : one(reached, names, segment);
    }
    return reached[names.size()];
  }

  private static boolean[] anyNumber(boolean[] before, List<String> names) {
    boolean[] after = before.clone();
    for (int i = 1; i < after.length; i++) {
      after[i] |= after[i - 1] && !names.get(i - 1).startsWith(".");
    }
    return after;
  }

  private static boolean[] one(boolean[] before, List<String> names, String segment) {
    boolean[] after = new boolean[before.length];
    for (int i = 1; i < after.length; i++) {
      after[i] = before[i - 1] && matches(segment, names.get(i - 1));
    }
    return after;
  }

  /** Goes back to the last star only, which is enough when a star is all there is. */
  private static boolean matches(String pattern, String name) {
    if (name.startsWith(".") && !pattern.startsWith(".")) {
      return false;
    }
    int p = 0;
    int star = -1;
    int retry = 0;
    for (int n = 0; n < name.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
