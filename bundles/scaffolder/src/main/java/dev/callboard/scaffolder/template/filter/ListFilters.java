package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Members;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.Operators;
import dev.callboard.scaffolder.template.value.PatternMethods;
import dev.callboard.scaffolder.template.value.SafeText;
import dev.callboard.scaffolder.template.value.ScriptError;
import dev.callboard.scaffolder.template.value.Undefined;
import dev.callboard.scaffolder.template.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Filters on lists, without sorting. */
final class ListFilters {
  private ListFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("batch", ListFilters::batch);
    filters.put("first", given -> given.member(given.get(0), 0));
    filters.put("groupby", ListFilters::groupBy);
    filters.put("join", ListFilters::join);
    filters.put("last", ListFilters::last);
    filters.put("length", ListFilters::length);
    filters.put("list", ListFilters::list);
    filters.put("random", ListFilters::random);
    filters.put("reject", given -> select(given, false));
    filters.put("rejectattr", given -> selectAttribute(given, false));
    filters.put("reverse", ListFilters::reverse);
    filters.put("select", given -> select(given, true));
    filters.put("selectattr", given -> selectAttribute(given, true));
    filters.put("slice", ListFilters::slice);
    filters.put("sum", ListFilters::sum);
  }

  private static Object batch(Given given) {
    double size = Values.number(given.get(1), given.meter());
    List<Object> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    List<?> items = given.items();
    for (int i = 0; i < items.size(); i++) {
      given.meter().charge();
      if (i % size == 0 && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(items.get(i));
    }
    if (!batch.isEmpty()) {
      if (given.isTrue(2)) {
        given.meter().chargeList(Double.isNaN(size) ? 0 : Math.max(0, size));
        for (int i = batch.size(); i < size; i++) {
          batch.add(given.get(2));
        }
      }
      batches.add(batch);
    }
    return batches;
  }

  private static Object groupBy(Given given) {
    Map<String, Object> groups = new LinkedHashMap<>();
    for (Object item : given.items()) {
      given.meter().charge();
      Object key =
          given.get(1) instanceof Callable function
              ? function.call(new Object[] {item}, given.meter())
              : attribute(item, given.get(1), given.meter());
      @SuppressWarnings("unchecked")
      List<Object> group =
          (List<Object>)
              groups.computeIfAbsent(
                  Values.text(key, given.meter()), name -> new ArrayList<Object>());
      group.add(item);
    }
    return groups;
  }

  /** Follows a path with dots through own members. */
  static Object attribute(Object item, Object path, Meter meter) {
    if (!Values.truthy(path)) {
      return item;
    }
    Object value = item;
    String[] names =
        path instanceof String text
            ? text.split("\\.", -1)
            : new String[] {Values.text(path, meter)};
    for (String name : names) {
      meter.charge();
      if (Undefined.orNull(value)) {
        throw new ScriptError("an element is " + Given.described(value));
      }
      boolean isOwn = !(value instanceof Map<?, ?> map) || map.containsKey(name);
      Object member = isOwn ? Members.get(value, name, meter) : Undefined.UNDEFINED;
      if (Values.isFunction(member) && !(value instanceof Map)) {
        return Undefined.UNDEFINED;
      }
      if (member == Undefined.UNDEFINED) {
        return member;
      }
      value = member;
    }
    return value;
  }

  /** The attribute of each item when one is asked for. */
  private static List<?> mapped(Given given, int attribute) {
    if (!given.isTrue(attribute)) {
      return given.list();
    }
    List<Object> mapped = new ArrayList<>();
    for (Object item : given.itemsOrNone()) {
      mapped.add(given.member(item, given.get(attribute)));
    }
    return mapped;
  }

  private static Object join(Given given) {
    String separator = given.isTrue(1) ? Values.text(given.get(1), given.meter()) : "";
    return Values.join(mapped(given, 2), separator, given.meter());
  }

  private static Object last(Given given) {
    Object length = given.member(given.get(0), "length");
    double index = Values.number(length, given.meter()) - 1;
    return given.member(given.get(0), index);
  }

  private static Object length(Given given) {
    Object value = given.normal();
    boolean isObject = value instanceof Map;
    return isObject ? ((Map<?, ?>) value).size() : Members.get(value, "length", given.meter());
  }

  private static Object list(Given given) {
    Object value = given.get(0);
    if (value instanceof String || value instanceof SafeText) {
      return PatternMethods.split(value.toString(), "", given.meter());
    }
    if (value instanceof Map<?, ?> map) {
      given.meter().chargeList(map.size());
      List<Object> entries = new ArrayList<>();
      for (String key : Members.keys(map)) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("key", key);
        entry.put("value", map.get(key));
        entries.add(entry);
      }
      return entries;
    }
    return given.list();
  }

  private static Object random(Given given) {
    List<?> items = given.items();
    boolean isEmpty = items.isEmpty();
    return isEmpty
        ? Undefined.UNDEFINED
        : items.get(ThreadLocalRandom.current().nextInt(items.size()));
  }

  private static Object select(Given given, boolean wanted) {
    Object named = given.get(1);
    String name = named == Undefined.UNDEFINED ? "truthy" : Values.text(named, given.meter());
    Callable test = Tests.find(name);
    if (test == null) {
      throw new ScriptError("there is no test " + name);
    }
    List<Object> selected = new ArrayList<>();
    for (Object item : given.items()) {
      given.meter().charge();
      Object result = test.call(new Object[] {item, given.get(2)}, given.meter());
      if (Boolean.valueOf(wanted).equals(result)) {
        selected.add(item);
      }
    }
    return selected;
  }

  private static Object selectAttribute(Given given, boolean wanted) {
    List<Object> selected = new ArrayList<>();
    for (Object item : given.list()) {
      if (Values.truthy(given.member(item, given.get(1))) == wanted) {
        selected.add(item);
      }
    }
    return selected;
  }

  private static Object reverse(Given given) {
    Object value = given.get(0);
    if (value instanceof String || value instanceof SafeText) {
      String text = value.toString();
      StringBuilder reversed = new StringBuilder(text.length());
      for (int i = text.length() - 1; i >= 0; i--) {
        reversed.append(text.charAt(i));
      }
      return TextFilters.like(given, given.checked(reversed.toString()));
    }
    List<Object> reversed = new ArrayList<>();
    if (value instanceof List<?> list) {
      given.meter().chargeList(list.size());
      for (int i = list.size() - 1; i >= 0; i--) {
        reversed.add(list.get(i));
      }
    }
    return reversed;
  }

  private static Object slice(Given given) {
    double slices = Values.number(given.get(1), given.meter());
    List<?> items = given.items();
    given.meter().chargeList(Double.isNaN(slices) ? 0 : Math.max(0, slices));
    boolean isText = given.get(0) instanceof String || given.get(0) instanceof SafeText;
    if (!isText && slices > 0) {
      given.list();
    }
    int length = (int) Math.floor(items.size() / slices);
    double extra = items.size() % slices;
    List<Object> result = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < slices; i++) {
      int start = offset + i * length;
      offset += i < extra ? 1 : 0;
      int end = Math.min(items.size(), offset + (i + 1) * length);
      List<Object> slice = new ArrayList<>(items.subList(Math.min(start, end), end));
      if (given.isTrue(2) && i >= extra) {
        if (isText) {
          throw new ScriptError("only the slices of a list can be filled");
        }
        slice.add(given.get(2));
      }
      result.add(isText ? Values.join(slice, "", given.meter()) : slice);
    }
    return result;
  }

  private static Object sum(Given given) {
    Object sum = 0.0;
    for (Object item : mapped(given, 1)) {
      given.meter().charge();
      sum = Operators.add(sum, item, given.meter());
    }
    Object start = given.get(2);
    return Operators.add(start == Undefined.UNDEFINED ? 0.0 : start, sum, given.meter());
  }
}
