package dev.callboard.scaffolder.template.value;

import dev.callboard.scaffolder.template.TemplateFunction;
import dev.callboard.scaffolder.template.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conversions between kinds of values, as ECMAScript makes them. */
public final class Values {
  private Values() {}

  /** Whether a value counts as true. Empty lists and objects do. */
  public static boolean truthy(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Number number) {
      double it = number.doubleValue();
      return it != 0 && !Double.isNaN(it);
    }
    return !Undefined.orNull(value);
  }

  /** Whether a value can be called. */
  public static boolean isFunction(Object value) {
    return value instanceof Callable || value instanceof TemplateFunction;
  }

  /** What an expression prints: nothing for null and undefined. */
  public static String print(Object value, Meter meter) {
    return Undefined.orNull(value) ? "" : text(value, meter);
  }

  /** The text of a value. */
  public static String text(Object value, Meter meter) {
    return text(value, meter, 0);
  }

  private static String text(Object value, Meter meter, int depth) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number number) {
      return Numbers.text(number.doubleValue());
    }
    if (value instanceof List<?> list) {
      return join(list, ",", meter, depth + 1);
    }
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean || value instanceof SafeText || value instanceof Regex) {
      return value.toString();
    }
    if (value instanceof Map) {
      return "[object Object]";
    }
    if (value == Undefined.UNDEFINED) {
      return "undefined";
    }
    if (isFunction(value)) {
      return "[function]";
    }
    throw new ScriptError("a value of the context is no JSON value");
  }

  /** The texts of a list's elements; null and undefined are empty. */
  public static String join(List<?> list, String separator, Meter meter) {
    return join(list, separator, meter, 1);
  }

  private static String join(List<?> list, String separator, Meter meter, int depth) {
    meter.checkNesting(depth);
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      meter.charge();
      if (i > 0) {
        joined.append(separator);
      }
      Object element = list.get(i);
      if (!Undefined.orNull(element)) {
        joined.append(text(element, meter, depth));
      }
      if (joined.length() > meter.maxText()) {
        meter.chargeText(joined.length());
      }
    }
    meter.chargeText(joined.length());
    return joined.toString();
  }

  /** The number of a value. */
  public static double number(Object value, Meter meter) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == Undefined.UNDEFINED) {
      return Double.NaN;
    }
    if (value == null) {
      return 0;
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return Numbers.parse(text(value, meter));
  }

  /** The whole number of a value, 0 for what is none; may be infinite. */
  public static double integer(Object value, Meter meter) {
    double number = number(value, meter);
    if (Double.isNaN(number)) {
      return 0;
    }
    return number < 0 ? Math.ceil(number) : Math.floor(number);
  }

  /** The lower 32 bits of a number. */
  public static int toInt32(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return 0;
    }
    double modulo = (number < 0 ? Math.ceil(number) : Math.floor(number)) % 0x1p32;
    return (int) (long) modulo;
  }

  /** What {@code typeof} says. */
  public static String type(Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value == Undefined.UNDEFINED) {
      return "undefined";
    }
    return isFunction(value) ? "function" : "object";
  }

  /** A list as an array of its own, which may be changed. */
  public static List<Object> copy(List<?> list) {
    return new ArrayList<>(list);
  }
}
