package dev.callboard.scaffolder.template.value;

import dev.callboard.scaffolder.template.TemplateFunction;
import java.util.Map;

/** What takes the place of a match: a text with {@code $} marks, or what a function gives. */
final class Replacement {
  private final String text;
  private final Object value;
  private final Map<String, Integer> names;

  Replacement(String text, Object value, Map<String, Integer> names) {
    this.text = text;
    this.value = value;
    this.names = names;
  }

  void append(int[] match, StringBuilder out, Meter meter) {
    if (value instanceof Callable callable) {
      Object[] groups = RegexMembers.groups(text, match).toArray();
      out.append(Values.text(callable.call(groups, meter), meter));
      return;
    }
    if (value instanceof TemplateFunction) {
      throw new ScriptError("this function cannot make a replacement");
    }
    String template = Values.text(value, meter);
    meter.charge(1 + template.length() / 64);
    int at = 0;
    int dollar;
    while ((dollar = template.indexOf('$', at)) >= 0 && dollar + 1 < template.length()) {
      out.append(template, at, dollar);
      at = mark(template, dollar + 1, match, out);
    }
    out.append(template, at, template.length());
  }

  /** Writes what a mark means, and tells where it ends. */
  private int mark(String template, int at, int[] match, StringBuilder out) {
    char kind = template.charAt(at);
    switch (kind) {
      case '$' -> out.append('$');
      case '&' -> out.append(text, match[0], match[1]);
      case '`' -> out.append(text, 0, match[0]);
      case '\'' -> out.append(text, match[1], text.length());
      case '<' -> {
        return named(template, at, match, out);
      }
      default -> {
        return numbered(template, at, match, out);
      }
    }
    return at + 1;
  }

  private int named(String template, int at, int[] match, StringBuilder out) {
    int end = template.indexOf('>', at);
    if (names.isEmpty() || end < 0) {
      out.append('$');
      return at;
    }
    Integer group = names.get(template.substring(at + 1, end));
    if (group != null) {
      group(group, match, out);
    }
    return end + 1;
  }

  private int numbered(String template, int at, int[] match, StringBuilder out) {
    int groups = match.length / 2 - 1;
    int one = Character.digit(template.charAt(at), 10);
    int two = at + 1 < template.length() ? Character.digit(template.charAt(at + 1), 10) : -1;
    if (one >= 0 && two >= 0 && 10 * one + two >= 1 && 10 * one + two <= groups) {
      group(10 * one + two, match, out);
      return at + 2;
    }
    if (one >= 1 && one <= groups) {
      group(one, match, out);
      return at + 1;
    }
    out.append('$');
    return at;
  }

  private void group(int group, int[] match, StringBuilder out) {
    if (match[2 * group] >= 0 && match[2 * group + 1] >= 0) {
      out.append(text, match[2 * group], match[2 * group + 1]);
    }
  }
}
