package dev.callboard.scaffolder.template.filter;

import static dev.callboard.scaffolder.template.value.Callable.argument;

import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template has. */
final class Globals {
  static final Map<String, Object> ALL =
      Map.of(
          "range", (Callable) Globals::range,
          "cycler", (Callable) Globals::cycler,
          "joiner", (Callable) Globals::joiner);

  private Globals() {}

  private static Object range(Object[] arguments, Meter meter) {
    Object first = argument(arguments, 0);
    Object second = argument(arguments, 1);
    boolean isShort = second == Undefined.UNDEFINED;
    Object step = argument(arguments, 2);
    double by = isShort || !Values.truthy(step) ? 1 : Values.number(step, meter);
    double start = isShort ? 0 : Values.number(first, meter);
    double stop = Values.number(isShort ? first : second, meter);
    if (!isShort && !(first instanceof Number)) {
      throw new ScriptError("range takes numbers");
    }
    double count = Math.ceil((stop - start) / by);
    if (Double.isNaN(count) || count <= 0) {
      return new ArrayList<>();
    }
    meter.chargeList(count);
    List<Object> numbers = new ArrayList<>();
    for (double i = start; by > 0 ? i < stop : i > stop; i += by) {
      meter.charge();
      numbers.add(i);
    }
    return numbers;
  }

  private static Object cycler(Object[] arguments, Meter meter) {
    List<Object> items = new ArrayList<>(Arrays.asList(arguments));
    Map<String, Object> cycler = new LinkedHashMap<>();
    int[] index = {-1};
    cycler.put("current", null);
    cycler.put(
        "reset",
        (Callable)
            (none, ignored) -> {
              index[0] = -1;
              cycler.put("current", null);
              return Undefined.UNDEFINED;
            });
    cycler.put(
        "next",
        (Callable)
            (none, ignored) -> {
              index[0] = index[0] + 1 >= items.size() ? 0 : index[0] + 1;
              Object current = items.isEmpty() ? Undefined.UNDEFINED : items.get(index[0]);
              cycler.put("current", current);
              return current;
            });
    return cycler;
  }

  private static Object joiner(Object[] arguments, Meter meter) {
    Object given = argument(arguments, 0);
    Object separator = Values.truthy(given) ? given : ",";
    boolean[] isFirst = {true};
    return (Callable)
        (none, ignored) -> {
          Object value = isFirst[0] ? "" : separator;
          isFirst[0] = false;
          return value;
        };
  }
}
