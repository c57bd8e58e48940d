package dev.callboard.scaffolder.template.value;

import java.util.List;
import java.util.Map;

/** The operators of ECMAScript that templates have. */
public final class Operators {
  private Operators() {}

  /** {@code ===}. */
  public static boolean same(Object left, Object right) {
    if (left instanceof Number one && right instanceof Number two) {
      return one.doubleValue() == two.doubleValue();
    }
    if (left instanceof String || left instanceof Boolean) {
      return left.equals(right);
    }
    return left == right;
  }

  /** {@code ==}. */
  public static boolean equal(Object left, Object right, Meter meter) {
    if (Undefined.orNull(left) || Undefined.orNull(right)) {
      return Undefined.orNull(left) && Undefined.orNull(right);
    }
    boolean leftPrimitive = isPrimitive(left);
    boolean rightPrimitive = isPrimitive(right);
    if (!leftPrimitive && !rightPrimitive) {
      return left == right;
    }
    Object one = leftPrimitive ? left : Values.text(left, meter);
    Object two = rightPrimitive ? right : Values.text(right, meter);
    if (one.getClass() == two.getClass() || (one instanceof Number && two instanceof Number)) {
      return same(one, two);
    }
    return Values.number(one, meter) == Values.number(two, meter);
  }

  private static boolean isPrimitive(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  /** How two values compare: negative, zero, positive, or null when one is not a number. */
  public static Integer compare(Object left, Object right, Meter meter) {
    Object one = primitive(left, meter);
    Object two = primitive(right, meter);
    if (one instanceof String first && two instanceof String second) {
      meter.charge(1 + Math.min(first.length(), second.length()) / 64);
      return first.compareTo(second);
    }
    double first = Values.number(one, meter);
    double second = Values.number(two, meter);
    if (Double.isNaN(first) || Double.isNaN(second)) {
      return null;
    }
    return first == second ? 0 : first < second ? -1 : 1;
  }

  /** {@code <}. */
  public static boolean less(Object left, Object right, Meter meter) {
    Integer order = compare(left, right, meter);
    return order != null && order < 0;
  }

  private static Object primitive(Object value, Meter meter) {
    boolean isObject = Values.type(value).equals("function") || value instanceof Object[];
    if (value == null || (!isObject && !(Values.type(value).equals("object")))) {
      return value;
    }
    return Values.text(value, meter);
  }

  /** {@code +}. */
  public static Object add(Object left, Object right, Meter meter) {
    if (left instanceof Number one && right instanceof Number two) {
      return one.doubleValue() + two.doubleValue();
    }
    Object one = primitive(left, meter);
    Object two = primitive(right, meter);
    if (one instanceof String || two instanceof String) {
      String first = Values.text(one, meter);
      String second = Values.text(two, meter);
      meter.chargeText((double) first.length() + second.length());
      return first.concat(second);
    }
    return Values.number(one, meter) + Values.number(two, meter);
  }

  /** {@code Math.pow}, which differs from Java's for a base of one. */
  public static double power(double base, double exponent) {
    boolean isNone = Math.abs(base) == 1 && Double.isInfinite(exponent);
    return isNone ? Double.NaN : Math.pow(base, exponent);
  }

  /** {@code key in value}: an element of a list, a part of a text, a key of an object. */
  public static boolean in(Object key, Object value, Meter meter) {
    if (value instanceof List<?> list) {
      return indexOf(list, key, 0, meter) >= 0;
    }
    if (value instanceof String || value instanceof SafeText) {
      String text = value.toString();
      meter.charge(1 + text.length() / 64);
      return text.contains(Values.text(key, meter));
    }
    if (value instanceof Map<?, ?> map) {
      return map.containsKey(Values.text(key, meter));
    }
    throw new ScriptError("'in' looks into a list, a text or an object");
  }

  /** Where a list has a value, or -1. */
  public static int indexOf(List<?> list, Object value, int start, Meter meter) {
    for (int i = start; i < list.size(); i++) {
      meter.charge();
      if (same(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }
}
