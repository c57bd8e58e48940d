package dev.callboard.scaffolder.template.value;

import static dev.callboard.scaffolder.template.value.Callable.argument;
import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** The methods of texts that need no regular expression. */
final class TextMethods {
  private static final Map<String, Method<String>> METHODS =
      Map.ofEntries(
          entry("at", TextMethods::at),
          entry("charAt", (text, args, meter) -> charAt(text, position(args, 0, 0, meter))),
          entry("charCodeAt", TextMethods::charCodeAt),
          entry("codePointAt", TextMethods::codePointAt),
          entry("concat", TextMethods::concat),
          entry("endsWith", TextMethods::endsWith),
          entry("includes", TextMethods::includes),
          entry("indexOf", TextMethods::indexOf),
          entry("lastIndexOf", TextMethods::lastIndexOf),
          entry("normalize", TextMethods::normalize),
          entry("padEnd", (text, args, meter) -> text.concat(padding(text, args, meter))),
          entry("padStart", (text, args, meter) -> padding(text, args, meter).concat(text)),
          entry("repeat", TextMethods::repeat),
          entry("slice", TextMethods::slice),
          entry("startsWith", TextMethods::startsWith),
          entry("substr", TextMethods::substr),
          entry("substring", TextMethods::substring),
          entry("toLocaleLowerCase", (text, args, meter) -> lower(text, meter)),
          entry("toLocaleUpperCase", (text, args, meter) -> upper(text, meter)),
          entry("toLowerCase", (text, args, meter) -> lower(text, meter)),
          entry("toString", (text, args, meter) -> text),
          entry("toUpperCase", (text, args, meter) -> upper(text, meter)),
          entry("trim", (text, args, meter) -> Texts.trim(text)),
          entry("trimEnd", (text, args, meter) -> Texts.trimEnd(text)),
          entry("trimLeft", (text, args, meter) -> Texts.trimStart(text)),
          entry("trimRight", (text, args, meter) -> Texts.trimEnd(text)),
          entry("trimStart", (text, args, meter) -> Texts.trimStart(text)),
          entry("valueOf", (text, args, meter) -> text));

  private TextMethods() {}

  static Method<String> find(String name) {
    return METHODS.get(name);
  }

  static String lower(String text, Meter meter) {
    meter.chargeText(text.length());
    return text.toLowerCase(Locale.ROOT);
  }

  static String upper(String text, Meter meter) {
    meter.chargeText(text.length());
    return text.toUpperCase(Locale.ROOT);
  }

  private static double position(Object[] args, int index, double otherwise, Meter meter) {
    Object given = argument(args, index);
    return given == Undefined.UNDEFINED ? otherwise : Values.integer(given, meter);
  }

  private static int clamp(double position, int length) {
    return (int) Math.max(0, Math.min(position, length));
  }

  /** Counted from the end when negative. */
  static int relative(double position, int length) {
    return clamp(position < 0 ? position + length : position, length);
  }

  private static Object at(String text, Object[] args, Meter meter) {
    double index = position(args, 0, 0, meter);
    index = index < 0 ? index + text.length() : index;
    boolean isThere = index >= 0 && index < text.length();
    return isThere ? charAt(text, index) : Undefined.UNDEFINED;
  }

  private static String charAt(String text, double index) {
    boolean isThere = index >= 0 && index < text.length();
    return isThere ? text.substring((int) index, (int) index + 1) : "";
  }

  private static Object charCodeAt(String text, Object[] args, Meter meter) {
    double index = position(args, 0, 0, meter);
    return index >= 0 && index < text.length() ? (int) text.charAt((int) index) : Double.NaN;
  }

  private static Object codePointAt(String text, Object[] args, Meter meter) {
    double index = position(args, 0, 0, meter);
    boolean isThere = index >= 0 && index < text.length();
    return isThere ? text.codePointAt((int) index) : Undefined.UNDEFINED;
  }

  private static String concat(String text, Object[] args, Meter meter) {
    StringBuilder all = new StringBuilder(text);
    for (Object part : args) {
      all.append(Values.text(part, meter));
      meter.chargeText(all.length());
    }
    return all.toString();
  }

  private static Object endsWith(String text, Object[] args, Meter meter) {
    int end = clamp(position(args, 1, text.length(), meter), text.length());
    return text.substring(0, end).endsWith(sought(args, meter));
  }

  private static Object includes(String text, Object[] args, Meter meter) {
    int start = clamp(position(args, 1, 0, meter), text.length());
    meter.charge(1 + text.length() / 64);
    return text.indexOf(sought(args, meter), start) >= 0;
  }

  private static Object indexOf(String text, Object[] args, Meter meter) {
    int start = clamp(position(args, 1, 0, meter), text.length());
    meter.charge(1 + text.length() / 64);
    return text.indexOf(sought(args, meter), start);
  }

  private static Object lastIndexOf(String text, Object[] args, Meter meter) {
    double start = Values.number(argument(args, 1), meter);
    start = Double.isNaN(start) ? text.length() : start;
    meter.charge(1 + text.length() / 64);
    return text.lastIndexOf(sought(args, meter), clamp(start, text.length()));
  }

  private static Object startsWith(String text, Object[] args, Meter meter) {
    int start = clamp(position(args, 1, 0, meter), text.length());
    return text.startsWith(sought(args, meter), start);
  }

  private static String sought(Object[] args, Meter meter) {
    return Values.text(argument(args, 0), meter);
  }

  private static String normalize(String text, Object[] args, Meter meter) {
    String form = args.length == 0 ? "NFC" : Values.text(args[0], meter);
    meter.chargeText(text.length());
    try {
      return Normalizer.normalize(text, Normalizer.Form.valueOf(form));
    } catch (IllegalArgumentException e) {
      throw new ScriptError("normalize takes NFC, NFD, NFKC or NFKD");
    }
  }

  private static String padding(String text, Object[] args, Meter meter) {
    double wanted = position(args, 0, 0, meter);
    Object given = argument(args, 1);
    String filler = given == Undefined.UNDEFINED ? " " : Values.text(given, meter);
    if (wanted <= text.length() || filler.isEmpty()) {
      return "";
    }
    meter.chargeText(wanted);
    int missing = (int) wanted - text.length();
    return filler.repeat(missing / filler.length() + 1).substring(0, missing);
  }

  private static String repeat(String text, Object[] args, Meter meter) {
    double count = position(args, 0, 0, meter);
    if (count < 0 || Double.isInfinite(count)) {
      throw new ScriptError("repeat takes a number that is not negative");
    }
    meter.chargeText(count * text.length());
    return text.isEmpty() ? "" : text.repeat((int) count);
  }

  private static String slice(String text, Object[] args, Meter meter) {
    int start = relative(position(args, 0, 0, meter), text.length());
    int end = relative(position(args, 1, text.length(), meter), text.length());
    return start < end ? text.substring(start, end) : "";
  }

  private static String substr(String text, Object[] args, Meter meter) {
    int start = relative(position(args, 0, 0, meter), text.length());
    double count = position(args, 1, text.length(), meter);
    int end = clamp(start + Math.max(count, 0), text.length());
    return text.substring(start, end);
  }

  private static String substring(String text, Object[] args, Meter meter) {
    int one = clamp(position(args, 0, 0, meter), text.length());
    int two = clamp(position(args, 1, text.length(), meter), text.length());
    return text.substring(Math.min(one, two), Math.max(one, two));
  }
}
