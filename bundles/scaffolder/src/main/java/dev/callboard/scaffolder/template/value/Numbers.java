package dev.callboard.scaffolder.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers from and to text, as ECMAScript's Number does it. */
public final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:Infinity|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)");
  private static final double EXACT = 1L << 53;
  private static final int MAX_RADIX = 36;

  private Numbers() {}

  /** The text of a number, the shortest that gives the same number again. */
  public static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      return Long.toString((long) value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    String sign = value < 0 ? "-" : "";
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return sign + layout(digits, point);
  }

  /**
   * Up to 15 digits every decimal survives, with 17 every double; in between it has to be tried.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    int first = value < Double.MIN_NORMAL ? 1 : 15;
    for (int precision = first; precision < 17; precision++) {
      BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static String layout(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** What the function {@code Number} makes of a text. */
  public static double parse(String text) {
    String trimmed = Texts.trim(text);
    if (trimmed.isEmpty()) {
      return 0;
    }
    if (trimmed.length() > 2 && trimmed.charAt(0) == '0') {
      int radix = radix(trimmed.charAt(1));
      if (radix > 0) {
        return digits(trimmed, 2, radix, false);
      }
    }
    return DECIMAL.matcher(trimmed).matches() ? decimal(trimmed) : Double.NaN;
  }

  private static int radix(char mark) {
    return switch (mark) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  private static double decimal(String text) {
    if (text.endsWith("Infinity")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(text);
  }

  /** What {@code parseFloat} makes of a text. */
  public static double parseFloat(String text) {
    Matcher matcher = DECIMAL.matcher(Texts.trim(text));
    return matcher.lookingAt() ? decimal(matcher.group()) : Double.NaN;
  }

  /** What {@code parseInt} makes of a text; a base of 0 means 10, or 16 after {@code 0x}. */
  public static double parseInt(String text, double base) {
    String trimmed = Texts.trim(text);
    boolean negative = trimmed.startsWith("-");
    int start = negative || trimmed.startsWith("+") ? 1 : 0;
    int radix = Values.toInt32(base);
    boolean hex = trimmed.regionMatches(true, start, "0x", 0, 2);
    if (radix == 0) {
      radix = hex ? 16 : 10;
    }
    if (radix < 2 || radix > MAX_RADIX) {
      return Double.NaN;
    }
    double value = digits(trimmed, radix == 16 && hex ? start + 2 : start, radix, true);
    return negative ? -value : value;
  }

  private static double digits(String text, int start, int radix, boolean lenient) {
    int end = start;
    while (end < text.length() && text.charAt(end) < 128 && isDigit(text.charAt(end), radix)) {
      end++;
    }
    if (end == start || (!lenient && end < text.length())) {
      return Double.NaN;
    }
    if (end - start < 11) {
      return Long.parseLong(text.substring(start, end), radix);
    }
    return new BigInteger(text.substring(start, end), radix).doubleValue();
  }

  private static boolean isDigit(char character, int radix) {
    return Character.digit(character, radix) >= 0;
  }
}
