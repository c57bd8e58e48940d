package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.tree.Arguments;
import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.Operators;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters that sort. */
final class SortFilters {
  private static final List<String> PARAMETERS =
      List.of("value", "reverse", "case_sensitive", "attribute");

  private SortFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("dictsort", SortFilters::sortObject);
    filters.put("sort", SortFilters::sort);
  }

  private static Object sort(Given named) {
    Meter meter = named.meter();
    Given given = new Given(Arguments.spread(named.values(), PARAMETERS, List.of()), meter);
    int sign = given.isTrue(1) ? -1 : 1;
    boolean isExact = given.isTrue(2);
    Object attribute = given.get(3);
    List<?> items = given.itemsOrNone();
    Comparator<Object> order =
        (left, right) -> {
          Object one = ListFilters.attribute(left, attribute, meter);
          Object two = ListFilters.attribute(right, attribute, meter);
          if (!isExact && one instanceof String first && two instanceof String second) {
            one = first.toLowerCase(Locale.ROOT);
            two = second.toLowerCase(Locale.ROOT);
          }
          meter.charge();
          if (Operators.less(one, two, meter)) {
            return -sign;
          }
          return Operators.less(two, one, meter) ? sign : 0;
        };
    return sorted(items, order, meter);
  }

  private static Object sortObject(Given given) {
    Meter meter = given.meter();
    if (!(given.get(0) instanceof Map<?, ?> map)) {
      throw new ScriptError("an object is expected, not " + Given.described(given.get(0)));
    }
    Object by = given.get(2);
    boolean isByKey = by == Undefined.UNDEFINED || "key".equals(by);
    if (!isByKey && !"value".equals(by)) {
      throw new ScriptError("an object is sorted by 'key' or by 'value'");
    }
    List<Object> pairs = new ArrayList<>();
    for (String key : Members.keys(map)) {
      pairs.add(new ArrayList<>(Arrays.asList(key, map.get(key))));
    }
    boolean isExact = given.isTrue(1);
    Comparator<Object> order =
        (left, right) -> {
          Object one = folded(((List<?>) left).get(isByKey ? 0 : 1), isExact);
          Object two = folded(((List<?>) right).get(isByKey ? 0 : 1), isExact);
          meter.charge();
          if (Operators.less(two, one, meter)) {
            return 1;
          }
          return Operators.same(one, two) ? 0 : -1;
        };
    return sorted(pairs, order, meter);
  }

  private static Object folded(Object value, boolean isExact) {
    return !isExact && value instanceof String text ? text.toUpperCase(Locale.ROOT) : value;
  }

  /** Undefined elements go to the end without being compared. */
  private static List<Object> sorted(List<?> items, Comparator<Object> order, Meter meter) {
    meter.chargeList(items.size());
    List<Object> defined = new ArrayList<>(items);
    defined.removeIf(item -> item == Undefined.UNDEFINED);
    Object[] sorted = defined.toArray();
    Sorting.sort(sorted, order);
    List<Object> result = Values.copy(Arrays.asList(sorted));
    while (result.size() < items.size()) {
      result.add(Undefined.UNDEFINED);
    }
    return result;
  }
}
