package dev.callboard.scaffolder.template.value;

import static dev.callboard.scaffolder.template.value.Callable.argument;

import dev.callboard.scaffolder.template.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of texts that take a regular expression. */
public final class PatternMethods {
  private PatternMethods() {}

  static Method<String> find(String name) {
    return switch (name) {
      case "match" -> PatternMethods::match;
      case "replace" -> (text, args, meter) -> replace(text, args, false, meter);
      case "replaceAll" -> (text, args, meter) -> replace(text, args, true, meter);
      case "search" -> PatternMethods::search;
      case "split" -> PatternMethods::split;
      default -> null;
    };
  }

  private static Regex regex(Object value, Meter meter) {
    if (value instanceof Regex regex) {
      return regex;
    }
    return new Regex(value == Undefined.UNDEFINED ? "(?:)" : Values.text(value, meter), "");
  }

  private static Object match(String text, Object[] args, Meter meter) {
    Regex regex = regex(argument(args, 0), meter);
    if (!regex.isGlobal()) {
      int[] match = RegexMembers.exec(regex, text, meter);
      return match == null ? null : RegexMembers.groups(text, match);
    }
    List<Object> all = new ArrayList<>();
    for (int[] match : matches(regex, text, meter)) {
      all.add(text.substring(match[0], match[1]));
    }
    return all.isEmpty() ? null : all;
  }

  private static List<int[]> matches(Regex regex, String text, Meter meter) {
    List<int[]> all = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int[] match = regex.find(text, start, meter);
      if (match == null) {
        break;
      }
      all.add(match);
      start = match[1] > match[0] ? match[1] : match[1] + 1;
    }
    regex.lastIndex(0);
    return all;
  }

  private static Object search(String text, Object[] args, Meter meter) {
    int[] match = regex(argument(args, 0), meter).find(text, 0, meter);
    return match == null ? -1 : match[0];
  }

  private static Object replace(String text, Object[] args, boolean all, Meter meter) {
    Object sought = argument(args, 0);
    Object replacement = argument(args, 1);
    if (sought instanceof Regex regex) {
      if (all && !regex.isGlobal()) {
        throw new ScriptError("replaceAll takes a regular expression with the flag g");
      }
      return replace(text, regex, replacement, meter);
    }
    return replaceText(text, Values.text(sought, meter), replacement, all, meter);
  }

  /** Replaces the matches of an expression, with {@code $1} and its like in the replacement. */
  public static String replace(String text, Regex regex, Object replacement, Meter meter) {
    List<int[]> matches = new ArrayList<>();
    if (regex.isGlobal()) {
      matches = matches(regex, text, meter);
    } else {
      int[] match = RegexMembers.exec(regex, text, meter);
      if (match != null) {
        matches.add(match);
      }
    }
    return splice(text, matches, new Replacement(text, replacement, regex.names()), meter);
  }

  private static String replaceText(
      String text, String sought, Object replacement, boolean all, Meter meter) {
    List<int[]> matches = new ArrayList<>();
    int at = text.indexOf(sought);
    while (at >= 0) {
      meter.charge();
      matches.add(new int[] {at, at + sought.length()});
      boolean isLast = !all || at + sought.length() >= text.length() && !sought.isEmpty();
      if (isLast || at >= text.length()) {
        break;
      }
      at = text.indexOf(sought, at + Math.max(1, sought.length()));
    }
    meter.charge(1 + text.length() / 64);
    Replacement with = new Replacement(text, replacement, Map.of());
    return splice(text, matches, with, meter);
  }

  private static String splice(
      String text, List<int[]> matches, Replacement replacement, Meter meter) {
    StringBuilder result = new StringBuilder();
    int done = 0;
    for (int[] match : matches) {
      result.append(text, done, match[0]);
      replacement.append(match, result, meter);
      meter.chargeText(result.length() / 64.0);
      if (result.length() > meter.maxText()) {
        meter.chargeText(result.length());
      }
      done = match[1];
    }
    result.append(text, done, text.length());
    meter.chargeText(result.length());
    return result.toString();
  }

  private static Object split(String text, Object[] args, Meter meter) {
    Object given = argument(args, 1);
    double limit = given == Undefined.UNDEFINED ? Integer.MAX_VALUE : Values.integer(given, meter);
    if (limit < 0) {
      limit = Integer.MAX_VALUE;
    }
    Object separator = argument(args, 0);
    List<Object> parts;
    if (separator == Undefined.UNDEFINED) {
      parts = new ArrayList<>(List.of(text));
    } else if (separator instanceof Regex regex) {
      parts = SplitByPattern.split(text, regex, meter);
    } else {
      parts = split(text, Values.text(separator, meter), meter);
    }
    return parts.size() > limit ? Values.copy(parts.subList(0, (int) limit)) : parts;
  }

  /** Splits at a text; at an empty one between all characters. */
  public static List<Object> split(String text, String separator, Meter meter) {
    List<Object> parts = new ArrayList<>();
    meter.chargeText(text.length());
    if (separator.isEmpty()) {
      meter.chargeList(text.length());
      for (int i = 0; i < text.length(); i++) {
        parts.add(text.substring(i, i + 1));
      }
      return parts;
    }
    int start = 0;
    int at;
    while ((at = text.indexOf(separator, start)) >= 0) {
      meter.charge();
      parts.add(text.substring(start, at));
      start = at + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }
}
