package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.tree.Arguments;
import dev.callboard.scaffolder.template.value.Json;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.Numbers;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.List;
import java.util.Map;

/** Filters on single values. */
final class ValueFilters {
  private static final List<String> OF_INT = List.of("value", "default", "base");

  private ValueFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("abs", given -> Math.abs(Values.number(given.get(0), given.meter())));
    filters.put("d", ValueFilters::otherwise);
    filters.put("default", ValueFilters::otherwise);
    filters.put("dump", given -> Json.write(given.get(0), given.get(1), given.meter()));
    filters.put("float", ValueFilters::decimal);
    filters.put("int", ValueFilters::integer);
    filters.put("round", ValueFilters::round);
  }

  private static Object otherwise(Given given) {
    Object value = given.get(0);
    if (given.isTrue(2)) {
      return Values.truthy(value) ? value : given.get(1);
    }
    return value != Undefined.UNDEFINED ? value : given.get(1);
  }

  private static Object decimal(Given given) {
    double number = Numbers.parseFloat(Values.text(given.get(0), given.meter()));
    return Double.isNaN(number) ? given.get(1) : number;
  }

  private static Object integer(Given named) {
    Meter meter = named.meter();
    Given given = new Given(Arguments.spread(named.values(), OF_INT, List.of()), meter);
    Object base = given.get(2);
    double radix = base == Undefined.UNDEFINED ? 10 : Values.number(base, meter);
    double number = Numbers.parseInt(Values.text(given.get(0), meter), radix);
    return Double.isNaN(number) ? given.get(1) : number;
  }

  private static Object round(Given given) {
    double factor = Math.pow(10, given.number(1, 0));
    double scaled = Values.number(given.get(0), given.meter()) * factor;
    double rounded;
    if ("ceil".equals(given.get(2))) {
      rounded = Math.ceil(scaled);
    } else if ("floor".equals(given.get(2))) {
      rounded = Math.floor(scaled);
    } else {
      // Halves go up, also those of negative numbers.
      double floor = Math.floor(scaled);
      rounded = scaled - floor >= 0.5 ? floor + 1 : floor;
    }
    return rounded / factor;
  }
}
