package dev.callboard.docs.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells, line after line, which lines belong to a fenced block of code. For one thread. */
final class CodeFences {
  private static final Pattern FENCE = Pattern.compile("^[ \\t>]*(`{3,}|~{3,})([^`]*)$");

  private char mark;
  private int length;

  /** Returns whether the line is a fence, or between two. */
  boolean covers(String line) {
    Matcher fence = FENCE.matcher(line);
    boolean matches = fence.matches();
    if (length == 0) {
      if (matches) {
        mark = fence.group(1).charAt(0);
        length = fence.group(1).length();
      }
      return matches;
    }
    if (matches
        && fence.group(1).charAt(0) == mark
        && fence.group(1).length() >= length
        && fence.group(2).isBlank()) {
      length = 0;
    }
    return true;
  }
}
