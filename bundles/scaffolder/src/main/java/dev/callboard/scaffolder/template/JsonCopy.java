package dev.callboard.scaffolder.template;

import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.SafeText;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes JSON values of a template's values, as writing them as JSON and reading that would. */
final class JsonCopy {
  private static final double EXACT = 1L << 53;

  private final Meter meter;

  JsonCopy(Meter meter) {
    this.meter = meter;
  }

  /** The JSON value; undefined for undefined and for functions. */
  Object of(Object value) {
    return of(value, 0);
  }

  private Object of(Object value, int depth) {
    meter.charge();
    meter.checkNesting(depth);
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof SafeText safe) {
      return safe.text();
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(Undefined.toNull(of(element, depth + 1))));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, element) -> {
            Object member = of(element, depth + 1);
            if (member != Undefined.UNDEFINED) {
              copy.put(String.valueOf(key), member);
            }
          });
      return copy;
    }
    boolean isScalar = value == null || value instanceof String || value instanceof Boolean;
    if (isScalar || value == Undefined.UNDEFINED) {
      return value;
    }
    return Values.isFunction(value) ? Undefined.UNDEFINED : new LinkedHashMap<>();
  }

  private static Object number(Number number) {
    double value = number.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return null;
    }
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < EXACT;
    if (!isWhole) {
      return number instanceof Double ? number : (Object) value;
    }
    return Math.abs(value) <= Integer.MAX_VALUE ? (Object) (int) value : (Object) (long) value;
  }

  /** A copy whose lists can be changed. */
  static Object changeable(Object value, Meter meter, int depth) {
    meter.charge();
    meter.checkNesting(depth);
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(changeable(element, meter, depth + 1)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(key, changeable(element, meter, depth + 1)));
      return copy;
    }
    return value;
  }
}
