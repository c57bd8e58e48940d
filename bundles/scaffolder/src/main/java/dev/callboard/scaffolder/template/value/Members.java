package dev.callboard.scaffolder.template.value;

import dev.callboard.scaffolder.template.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The members of values: keys of objects, elements and methods of lists, characters and methods of
 * texts. There is no prototype, so nothing leads from a value to anything but values.
 */
public final class Members {
  private static final int LONGEST_INDEX = 9;

  private Members() {}

  /** A member, undefined when the value has none of this name. */
  public static Object get(Object target, Object key, Meter meter) {
    if (target instanceof Map<?, ?> map) {
      return ofMap(map, Values.text(key, meter));
    }
    if (target instanceof List<?> list) {
      return ofList(list, key, meter);
    }
    if (target instanceof String text) {
      return ofText(text, key, meter);
    }
    if (target instanceof SafeText safe) {
      return ofText(safe.text(), key, meter);
    }
    if (target instanceof Number number) {
      return bind(NumberMethods.find(Values.text(key, meter)), number.doubleValue());
    }
    if (target instanceof Boolean truth) {
      return ofTruth(truth, Values.text(key, meter));
    }
    if (target instanceof Regex regex) {
      return RegexMembers.get(regex, Values.text(key, meter));
    }
    return Undefined.UNDEFINED;
  }

  private static Object ofTruth(Boolean truth, String name) {
    return switch (name) {
      case "toString" -> (Callable) (arguments, meter) -> truth.toString();
      case "hasOwnProperty" -> (Callable) (arguments, meter) -> false;
      default -> Undefined.UNDEFINED;
    };
  }

  private static Object ofMap(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value != null || map.containsKey(key)) {
      return value;
    }
    return switch (key) {
      case "hasOwnProperty" -> owns(map);
      case "toString" -> (Callable) (arguments, meter) -> Values.text(map, meter);
      default -> Undefined.UNDEFINED;
    };
  }

  /** The method that tells whether a value has a member that is no method. */
  private static Callable owns(Object target) {
    return (arguments, meter) -> {
      String name = Values.text(Callable.argument(arguments, 0), meter);
      if (target instanceof Map<?, ?> map) {
        return map.containsKey(name);
      }
      boolean isText = target instanceof String;
      int length = isText ? ((String) target).length() : ((List<?>) target).size();
      int index = index(name);
      return name.equals("length") || (index >= 0 && index < length);
    };
  }

  private static Object ofList(List<?> list, Object key, Meter meter) {
    if (key instanceof Number number) {
      return element(list, number.doubleValue());
    }
    String name = Values.text(key, meter);
    if (name.equals("length")) {
      return list.size();
    }
    int index = index(name);
    if (index >= 0) {
      return element(list, index);
    }
    return name.equals("hasOwnProperty") ? owns(list) : bind(ListMethods.find(name), list);
  }

  private static Object element(List<?> list, double index) {
    boolean isThere = index >= 0 && index < list.size() && index == Math.rint(index);
    return isThere ? list.get((int) index) : Undefined.UNDEFINED;
  }

  private static Object ofText(String text, Object key, Meter meter) {
    if (key instanceof Number number) {
      return character(text, number.doubleValue());
    }
    String name = Values.text(key, meter);
    if (name.equals("length")) {
      return text.length();
    }
    int index = index(name);
    if (index >= 0) {
      return character(text, index);
    }
    if (name.equals("hasOwnProperty")) {
      return owns(text);
    }
    Method<String> method = TextMethods.find(name);
    return bind(method != null ? method : PatternMethods.find(name), text);
  }

  private static Object character(String text, double index) {
    boolean isThere = index >= 0 && index < text.length() && index == Math.rint(index);
    return isThere ? text.substring((int) index, (int) index + 1) : Undefined.UNDEFINED;
  }

  static <T> Object bind(Method<? super T> method, T target) {
    if (method == null) {
      return Undefined.UNDEFINED;
    }
    return (Callable) (arguments, meter) -> method.call(target, arguments, meter);
  }

  /** The list index that a name is, negative when it is none. */
  static int index(String name) {
    int length = name.length();
    if (length == 0 || length > LONGEST_INDEX || (length > 1 && name.charAt(0) == '0')) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < length; i++) {
      char digit = name.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      index = index * 10 + digit - '0';
    }
    return index;
  }

  /** The keys of an object in ECMAScript's order: those that are indexes first, by size. */
  public static List<String> keys(Map<?, ?> map) {
    List<String> names = new ArrayList<>(map.size());
    TreeMap<Integer, String> indexes = null;
    for (Object key : map.keySet()) {
      String name = String.valueOf(key);
      int index = index(name);
      if (index < 0) {
        names.add(name);
        continue;
      }
      indexes = indexes == null ? new TreeMap<>() : indexes;
      indexes.put(index, name);
    }
    if (indexes != null) {
      names.addAll(0, indexes.values());
    }
    return names;
  }
}
