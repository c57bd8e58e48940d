package dev.callboard.catalog.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** The values of plain scalars by the core schema of YAML 1.2.2, section 10.3.2. */
final class Scalars {
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final int MAX_DIGITS = 64;

  private Scalars() {}

  /** Returns the value of a plain scalar without a tag. */
  static Object plain(String text) {
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    if (Character.isLetter(first) || first == '~') {
      return word(text);
    }
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return number(text);
    }
    return text;
  }

  static Object word(String text) {
    return switch (text) {
      case "null", "Null", "NULL", "~" -> null;
      case "true", "True", "TRUE" -> Boolean.TRUE;
      case "false", "False", "FALSE" -> Boolean.FALSE;
      default -> text;
    };
  }

  /** Returns a number, or the text when it is none. */
  static Object number(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return integer(text, 10);
    }
    if (OCTAL.matcher(text).matches()) {
      return integer(text.substring(2), 8);
    }
    if (HEX.matcher(text).matches()) {
      return integer(text.substring(2), 16);
    }
    if (FLOAT.matcher(text).matches()) {
      return decimal(text);
    }
    if (NOT_FINITE.matcher(text).matches()) {
      throw new IllegalArgumentException("a number that is not finite cannot be stored");
    }
    return text;
  }

  private static Object integer(String text, int radix) {
    if (text.length() <= 10) {
      return Long.parseLong(text, radix);
    }
    requireShort(text);
    BigInteger value = new BigInteger(text, radix);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Object decimal(String text) {
    requireShort(text);
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("a number that is not finite cannot be stored");
    }
    // JSON of the reference writes 1e3 as 1000
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return new BigDecimal(text).doubleValue();
  }

  private static void requireShort(String text) {
    if (text.length() > MAX_DIGITS) {
      throw new IllegalArgumentException("a number has more than " + MAX_DIGITS + " digits");
    }
  }
}
