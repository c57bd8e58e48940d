package dev.callboard.scaffolder.template.value;

import dev.callboard.scaffolder.template.regex.Regex;
import java.util.ArrayList;
import java.util.List;

/** Splits a text where a regular expression matches. */
final class SplitByPattern {
  private SplitByPattern() {}

  /** What groups have matched stands between the parts. */
  static List<Object> split(String text, Regex regex, Meter meter) {
    List<Object> parts = new ArrayList<>();
    if (text.isEmpty() && regex.find(text, 0, meter) != null) {
      return parts;
    }
    int start = 0;
    int from = 0;
    while (from < text.length()) {
      int[] match = regex.find(text, from, meter);
      if (match == null || match[0] >= text.length()) {
        break;
      }
      if (match[1] == start) {
        from = match[0] + 1;
        continue;
      }
      parts.add(text.substring(start, match[0]));
      List<Object> groups = RegexMembers.groups(text, match);
      parts.addAll(groups.subList(1, groups.size()));
      start = match[1];
      from = start;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
