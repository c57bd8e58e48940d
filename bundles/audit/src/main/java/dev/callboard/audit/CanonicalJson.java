package dev.callboard.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in one way only, after RFC 8785: no white space, keys in the order of their UTF-16
 * code units, the shortest escapes. Numbers are whole and within the range that every reader keeps
 * exact; all others become texts, so that no rule for fractions is needed.
 */
final class CanonicalJson {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  /**
   * Writes a value.
   *
   * @param value maps, collections, texts, numbers, truth values and nulls; anything else is
   *     written as its text
   */
  static String write(Object value) {
    StringBuilder out = new StringBuilder(256);
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Map<?, ?> map) {
      object(out, map);
    } else if (value instanceof Collection<?> items) {
      array(out, items);
    } else if (value instanceof Number number) {
      number(out, number);
    } else {
      text(out, value.toString());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key.toString(), value));
    char separator = '{';
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.append(separator);
      text(out, entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void array(StringBuilder out, Collection<?> items) {
    char separator = '[';
    for (Object item : items) {
      out.append(separator);
      append(out, item);
      separator = ',';
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private static void number(StringBuilder out, Number number) {
    try {
      BigInteger whole = new BigDecimal(number.toString()).toBigIntegerExact();
      if (whole.abs().compareTo(EXACT) < 0) {
        out.append(whole);
        return;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // A fraction, or no number at all: a text below.
      text(out, number.toString());
      return;
    }
    text(out, number.toString());
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> character(out, c, loneSurrogate(text, i));
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c, boolean lone) {
    if (lone || c == 0) {
      // Neither UTF-8 nor PostgreSQL can hold these; the replacement character can be stored.
      out.append('\uFFFD');
    } else if (c < ' ') {
      out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
    } else {
      out.append(c);
    }
  }

  private static boolean loneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
