package dev.callboard.scaffolder.template.value;

import static dev.callboard.scaffolder.template.value.Callable.argument;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The methods of numbers. */
final class NumberMethods {
  private static final int MAX_DIGITS = 100;

  private NumberMethods() {}

  static Method<Double> find(String name) {
    return switch (name) {
      case "hasOwnProperty" -> (number, args, meter) -> false;
      case "toFixed" -> NumberMethods::toFixed;
      case "toString" -> NumberMethods::toText;
      case "valueOf" -> (number, args, meter) -> number;
      default -> null;
    };
  }

  private static Object toFixed(Double number, Object[] args, Meter meter) {
    double digits = Values.integer(argument(args, 0), meter);
    if (digits < 0 || digits > MAX_DIGITS) {
      throw new ScriptError("toFixed takes 0 to 100 digits");
    }
    if (Double.isNaN(number) || Math.abs(number) >= 1e21) {
      return Numbers.text(number);
    }
    BigDecimal rounded = new BigDecimal(number).setScale((int) digits, RoundingMode.HALF_UP);
    boolean lostSign = number < 0 && rounded.signum() == 0;
    return (lostSign ? "-" : "") + rounded.toPlainString();
  }

  private static Object toText(Double number, Object[] args, Meter meter) {
    Object given = argument(args, 0);
    double radix = given == Undefined.UNDEFINED ? 10 : Values.integer(given, meter);
    if (radix == 10) {
      return Numbers.text(number);
    }
    if (radix < 2 || radix > 36) {
      throw new ScriptError("toString takes a base from 2 to 36");
    }
    if (number != Math.rint(number) || Math.abs(number) > Long.MAX_VALUE) {
      throw new ScriptError("only whole numbers have texts of other bases here");
    }
    return Long.toString(number.longValue(), (int) radix);
  }
}
