package dev.callboard.config;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Tells numbers from texts by the core schema of YAML 1.2 (section 10.3.2), as Backstage's YAML
 * library does: {@code 1_000} and {@code 12:30} are texts.
 */
final class CoreSchema {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,400}");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]{1,400}|[0-9]{1,400}(\\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,9})?");

  private CoreSchema() {}

  static Object number(String text) {
    if (INTEGER.matcher(text).matches()) {
      return integer(text, 10);
    }
    if (text.startsWith("0x")) {
      return radix(text, 16);
    }
    if (text.startsWith("0o")) {
      return radix(text, 8);
    }
    return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : text;
  }

  private static Object radix(String text, int radix) {
    try {
      return integer(text.substring(2), radix);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static Number integer(String digits, int radix) {
    BigInteger value = new BigInteger(digits, radix);
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }
}
