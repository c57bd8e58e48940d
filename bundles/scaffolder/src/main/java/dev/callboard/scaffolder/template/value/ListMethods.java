package dev.callboard.scaffolder.template.value;

import static dev.callboard.scaffolder.template.value.Callable.argument;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of lists that take no function. */
public final class ListMethods {
  private static final Map<String, Method<List<?>>> METHODS =
      Map.ofEntries(
          entry("at", ListMethods::at),
          entry("concat", ListMethods::concat),
          entry("fill", ListMethods::fill),
          entry("flat", ListMethods::flat),
          entry("includes", ListMethods::includes),
          entry("indexOf", ListMethods::indexOf),
          entry("join", ListMethods::join),
          entry("lastIndexOf", ListMethods::lastIndexOf),
          entry("pop", (list, args, meter) -> remove(list, list.size() - 1, meter)),
          entry("push", (list, args, meter) -> insert(list, list.size(), args, meter)),
          entry("reverse", ListMethods::reverse),
          entry("shift", (list, args, meter) -> remove(list, 0, meter)),
          entry("slice", ListMethods::slice),
          entry("sort", ListMethods::sort),
          entry("splice", ListMethods::splice),
          entry("toReversed", (list, args, meter) -> reverse(copy(list, meter), args, meter)),
          entry("toSorted", (list, args, meter) -> sort(copy(list, meter), args, meter)),
          entry("toString", (list, args, meter) -> Values.text(list, meter)),
          entry("unshift", (list, args, meter) -> insert(list, 0, args, meter)));

  private static final Set<String> CHANGING =
      Set.of("fill", "pop", "push", "reverse", "shift", "sort", "splice", "unshift");

  private ListMethods() {}

  static Method<List<?>> find(String name) {
    return METHODS.get(name);
  }

  /** Whether a method changes its list. */
  public static boolean isChanging(String name) {
    return CHANGING.contains(name);
  }

  /** The context of a rendering that changes lists is a copy, so every list may be changed. */
  @SuppressWarnings("unchecked")
  private static List<Object> own(List<?> list) {
    return (List<Object>) list;
  }

  private static List<Object> copy(List<?> list, Meter meter) {
    meter.chargeList(list.size());
    return Values.copy(list);
  }

  private static double integer(Object[] args, int index, double otherwise, Meter meter) {
    Object given = argument(args, index);
    return given == Undefined.UNDEFINED ? otherwise : Values.integer(given, meter);
  }

  private static Object at(List<?> list, Object[] args, Meter meter) {
    double index = integer(args, 0, 0, meter);
    return Members.get(list, index < 0 ? index + list.size() : index, meter);
  }

  private static Object concat(List<?> list, Object[] args, Meter meter) {
    List<Object> all = copy(list, meter);
    for (Object part : args) {
      List<?> more = part instanceof List<?> others ? others : Collections.singletonList(part);
      meter.chargeList(more.size());
      all.addAll(more);
    }
    return all;
  }

  private static Object fill(List<?> list, Object[] args, Meter meter) {
    meter.chargeList(list.size());
    int start = TextMethods.relative(integer(args, 1, 0, meter), list.size());
    int end = TextMethods.relative(integer(args, 2, list.size(), meter), list.size());
    for (int i = start; i < end; i++) {
      own(list).set(i, argument(args, 0));
    }
    return list;
  }

  private static Object flat(List<?> list, Object[] args, Meter meter) {
    List<Object> all = new ArrayList<>();
    flatten(list, integer(args, 0, 1, meter), all, meter, 0);
    return all;
  }

  private static void flatten(
      List<?> list, double levels, List<Object> all, Meter meter, int depth) {
    meter.checkNesting(depth);
    for (Object element : list) {
      meter.charge();
      if (levels >= 1 && element instanceof List<?> inner) {
        flatten(inner, levels - 1, all, meter, depth + 1);
        continue;
      }
      all.add(element);
    }
  }

  private static Object includes(List<?> list, Object[] args, Meter meter) {
    Object sought = argument(args, 0);
    boolean isNan = sought instanceof Number number && Double.isNaN(number.doubleValue());
    if (isNan) {
      return list.stream().anyMatch(element -> element instanceof Double it && it.isNaN());
    }
    return Operators.indexOf(list, sought, 0, meter) >= 0;
  }

  private static Object indexOf(List<?> list, Object[] args, Meter meter) {
    int start = TextMethods.relative(integer(args, 1, 0, meter), list.size());
    return Operators.indexOf(list, argument(args, 0), start, meter);
  }

  private static Object lastIndexOf(List<?> list, Object[] args, Meter meter) {
    meter.charge(list.size());
    for (int i = list.size() - 1; i >= 0; i--) {
      if (Operators.same(list.get(i), argument(args, 0))) {
        return i;
      }
    }
    return -1;
  }

  private static Object join(List<?> list, Object[] args, Meter meter) {
    Object separator = argument(args, 0);
    boolean isGiven = separator != Undefined.UNDEFINED;
    return Values.join(list, isGiven ? Values.text(separator, meter) : ",", meter);
  }

  private static Object remove(List<?> list, int index, Meter meter) {
    if (list.isEmpty()) {
      return Undefined.UNDEFINED;
    }
    meter.charge(1 + (list.size() - index) / 64);
    return own(list).remove(index);
  }

  private static Object insert(List<?> list, int index, Object[] args, Meter meter) {
    meter.chargeList((double) args.length + (list.size() - index) / 64);
    own(list).addAll(index, Arrays.asList(args));
    return list.size();
  }

  private static Object reverse(List<?> list, Object[] args, Meter meter) {
    meter.chargeList(list.size());
    Collections.reverse(own(list));
    return list;
  }

  private static Object slice(List<?> list, Object[] args, Meter meter) {
    int start = TextMethods.relative(integer(args, 0, 0, meter), list.size());
    int end = TextMethods.relative(integer(args, 1, list.size(), meter), list.size());
    meter.chargeList(Math.max(0, end - start));
    return start < end ? Values.copy(list.subList(start, end)) : new ArrayList<>();
  }

  /** By the texts of the elements, undefined last, as without a function to compare with. */
  private static Object sort(List<?> list, Object[] args, Meter meter) {
    if (args.length > 0 && args[0] != Undefined.UNDEFINED) {
      throw new ScriptError("sort takes no function here; use the filter sort");
    }
    meter.chargeList(list.size() * 8.0);
    own(list)
        .sort(
            (one, two) -> {
              if (one == Undefined.UNDEFINED || two == Undefined.UNDEFINED) {
                return one == two ? 0 : one == Undefined.UNDEFINED ? 1 : -1;
              }
              return Values.text(one, meter).compareTo(Values.text(two, meter));
            });
    return list;
  }

  private static Object splice(List<?> list, Object[] args, Meter meter) {
    int start = TextMethods.relative(integer(args, 0, 0, meter), list.size());
    int most = args.length == 0 ? 0 : list.size() - start;
    double wanted = args.length < 2 ? most : Values.integer(args[1], meter);
    int count = (int) Math.max(0, Math.min(wanted, most));
    meter.chargeList((double) list.size() / 64 + count + args.length);
    List<Object> section = own(list).subList(start, start + count);
    List<Object> removed = Values.copy(section);
    section.clear();
    if (args.length > 2) {
      own(list).addAll(start, Arrays.asList(args).subList(2, args.length));
    }
    return removed;
  }
}
