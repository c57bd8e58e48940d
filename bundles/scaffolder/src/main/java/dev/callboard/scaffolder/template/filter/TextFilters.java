package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.regex.Regex;
import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.PatternMethods;
import dev.callboard.scaffolder.template.value.SafeText;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Texts;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters that make a text of a text. */
final class TextFilters {
  private static final int DEFAULT_WIDTH = 80;
  private static final int DEFAULT_LENGTH = 255;
  private static final int DEFAULT_INDENT = 4;

  private TextFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("capitalize", given -> like(given, capitalized(given.normalText())));
    filters.put("center", TextFilters::center);
    filters.put("e", TextFilters::escape);
    filters.put("escape", TextFilters::escape);
    filters.put("forceescape", given -> escaped(given.get(0), given.meter()));
    filters.put("indent", TextFilters::indent);
    filters.put("lower", given -> given.checked(given.normalText()).toLowerCase(Locale.ROOT));
    filters.put("nl2br", TextFilters::breaks);
    filters.put("replace", TextFilters::replace);
    filters.put("safe", TextFilters::safe);
    filters.put("string", TextFilters::string);
    filters.put("title", TextFilters::title);
    filters.put("trim", given -> like(given, Texts.trim(given.checked(given.text()))));
    filters.put("truncate", TextFilters::truncate);
    filters.put("upper", given -> given.checked(given.normalText()).toUpperCase(Locale.ROOT));
    filters.put("wordcount", TextFilters::words);
  }

  static Object like(Given given, String text) {
    return SafeText.like(given.get(0), text);
  }

  static String capitalized(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.isEmpty()
        ? lower
        : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
  }

  private static Object center(Given given) {
    Object value = given.normal();
    double width = given.number(1, DEFAULT_WIDTH);
    double length = Values.number(Members.get(value, "length", given.meter()), given.meter());
    if (length >= width) {
      return value;
    }
    double spaces = width - length;
    String text = Values.text(value, given.meter());
    if (Double.isNaN(spaces)) {
      return like(given, text);
    }
    given.meter().chargeText(width);
    String before = " ".repeat((int) Math.max(0, Math.ceil(spaces / 2 - spaces % 2)));
    String after = " ".repeat((int) Math.ceil(spaces / 2));
    return like(given, given.checked(before + text + after));
  }

  private static Object escape(Given given) {
    return given.get(0) instanceof SafeText safe ? safe : escaped(given.get(0), given.meter());
  }

  private static Object escaped(Object value, Meter meter) {
    return new SafeText(Texts.escape(Values.print(value, meter), meter));
  }

  private static Object safe(Given given) {
    Object value = given.get(0);
    return value instanceof SafeText ? value : new SafeText(Values.print(value, given.meter()));
  }

  private static Object string(Given given) {
    Object value = given.get(0);
    if (Undefined.orNull(value)) {
      throw new ScriptError("a value is expected, not " + Given.described(value));
    }
    return value instanceof SafeText ? value : Values.text(value, given.meter());
  }

  private static Object indent(Given given) {
    String text = given.normalText();
    double width = given.number(1, DEFAULT_INDENT);
    boolean isFirst = !given.isTrue(2);
    if (text.isEmpty()) {
      return "";
    }
    given.meter().chargeText(width);
    String space = " ".repeat((int) Math.max(0, Math.ceil(width)));
    long lines = text.chars().filter(character -> character == '\n').count() + 1;
    given.meter().chargeText(text.length() + (double) lines * space.length());
    String indented = text.replace("\n", "\n" + space);
    return like(given, isFirst ? indented : space + indented);
  }

  private static Object breaks(Given given) {
    if (Undefined.orNull(given.get(0))) {
      return "";
    }
    String text = given.text().replace("\r\n", "\n").replace("\n", "<br />\n");
    return like(given, given.checked(text));
  }

  private static Object replace(Given given) {
    Object value = given.get(0);
    Object sought = given.get(1);
    if (sought instanceof Regex regex) {
      return PatternMethods.replace(given.text(), regex, given.get(2), given.meter());
    }
    boolean isNumber = sought instanceof Number;
    if (!isNumber && !(sought instanceof String)) {
      return value;
    }
    boolean isText = value instanceof String || value instanceof SafeText;
    if (!isText && !(value instanceof Number)) {
      return value;
    }
    String text = Values.text(value, given.meter());
    String old = Values.text(sought, given.meter());
    String replacement = Values.text(given.get(2), given.meter());
    if (old.isEmpty()) {
      given.meter().chargeText(text.length() + (text.length() + 1.0) * replacement.length());
      List<Object> characters = PatternMethods.split(text, "", given.meter());
      String inside = Values.join(characters, replacement, given.meter());
      return like(given, replacement + inside + replacement);
    }
    Object most = given.get(3);
    double limit = most == Undefined.UNDEFINED ? -1 : Values.number(most, given.meter());
    boolean isNone = most instanceof Number && limit == 0;
    if (isNone || !text.contains(old)) {
      return value instanceof Number ? text : value;
    }
    boolean isAll = limit == -1 && (most == Undefined.UNDEFINED || most instanceof Number);
    return like(given, replaced(text, old, replacement, isAll ? -1 : limit, given.meter()));
  }

  private static String replaced(
      String text, String old, String replacement, double limit, Meter meter) {
    StringBuilder result = new StringBuilder();
    int done = 0;
    int count = 0;
    int next = text.indexOf(old);
    while (next >= 0 && (limit == -1 || count < limit)) {
      result.append(text, done, next).append(replacement);
      done = next + old.length();
      count++;
      meter.charge();
      if (result.length() > meter.maxText()) {
        meter.chargeText(result.length());
      }
      next = text.indexOf(old, done);
    }
    result.append(text, done, text.length());
    meter.chargeText(result.length());
    return result.toString();
  }

  private static Object title(Given given) {
    String text = given.normalText();
    List<Object> words = new ArrayList<>();
    for (Object word : PatternMethods.split(text, " ", given.meter())) {
      words.add(capitalized((String) word));
    }
    return like(given, Values.join(words, " ", given.meter()));
  }

  private static Object truncate(Given given) {
    Object value = given.normal();
    double length = given.number(1, DEFAULT_LENGTH);
    boolean isList = value instanceof List<?> list && list.size() <= length;
    if (isList) {
      return value;
    }
    String text = Given.text(value);
    if (text.length() <= length) {
      return value;
    }
    int end = (int) Math.max(0, Double.isNaN(length) ? 0 : Math.min(length, text.length()));
    if (!given.isTrue(2)) {
      int space = text.lastIndexOf(' ', Double.isNaN(length) ? text.length() : end);
      end = space < 0 ? end : space;
    }
    Object tail = given.get(3);
    String ending = Undefined.orNull(tail) ? "..." : Values.text(tail, given.meter());
    return like(given, given.checked(text.substring(0, end) + ending));
  }

  private static Object words(Given given) {
    Object value = given.normal();
    if (!Values.truthy(value)) {
      return null;
    }
    String text = given.checked(Given.text(value));
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean isWord =
          character < 128 && (Character.isLetterOrDigit(character) || character == '_');
      words += isWord && !inWord ? 1 : 0;
      inWord = isWord;
    }
    return words == 0 ? null : words;
  }
}
