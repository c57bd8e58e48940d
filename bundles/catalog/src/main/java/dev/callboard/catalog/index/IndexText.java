package dev.callboard.catalog.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** The text by which a JSON value is indexed and asked for. */
public final class IndexText {
  private IndexText() {}

  /** Returns the text that JavaScript's {@code String(value)} gives; not null. */
  public static String of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return number == Math.rint(number) && Math.abs(number) < 1e21
          ? new BigDecimal(number).toBigInteger().toString()
          : fraction(number);
    }
    if (value instanceof BigInteger || value instanceof BigDecimal) {
      return of(((Number) value).doubleValue());
    }
    return String.valueOf(value);
  }

  private static String fraction(double number) {
    double size = Math.abs(number);
    if (Double.isNaN(number) || Double.isInfinite(number) || (size >= 1e-6 && size < 1e21)) {
      return Double.isInfinite(number) || Double.isNaN(number)
          ? Double.toString(number)
          : new BigDecimal(Double.toString(number)).toPlainString();
    }
    // Java writes 1.0E-7, JavaScript 1e-7.
    String text = Double.toString(number).toLowerCase(Locale.ROOT).replace(".0e", "e");
    int exponent = text.indexOf('e') + 1;
    return exponent > 0 && text.charAt(exponent) != '-'
        ? text.substring(0, exponent) + "+" + text.substring(exponent)
        : text;
  }
}
