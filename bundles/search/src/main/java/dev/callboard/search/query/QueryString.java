package dev.callboard.search.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads parameters with brackets, as the library {@code qs} writes them: {@code types[0]=a}, {@code
 * filters[kind]=Component}, {@code filters[kind][]=API}.
 */
final class QueryString {
  private static final Pattern KEY = Pattern.compile("([^\\[]+)\\[([^\\[\\]]*)](\\[[0-9]*])?");
  private static final Pattern ITEM = Pattern.compile("[0-9]*");

  private final Map<String, List<String>> parameters;

  QueryString(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** Returns the last value of a parameter, or null. */
  String text(String name) {
    List<String> values = parameters.get(name);
    return values == null || values.isEmpty() ? null : values.get(values.size() - 1);
  }

  /** Returns the items of a list, given with brackets or by repetition. */
  List<String> list(String name) {
    List<String> items = new ArrayList<>(parameters.getOrDefault(name, List.of()));
    parameters.forEach(
        (key, values) -> {
          Matcher matcher = KEY.matcher(key);
          if (matcher.matches()
              && matcher.group(1).equals(name)
              && ITEM.matcher(matcher.group(2)).matches()) {
            items.addAll(values);
          }
        });
    return items;
  }

  /** Returns the values of an object by key; a key may have several. */
  Map<String, List<String>> object(String name) {
    Map<String, List<String>> object = new LinkedHashMap<>();
    parameters.forEach(
        (key, values) -> {
          Matcher matcher = KEY.matcher(key);
          if (matcher.matches() && matcher.group(1).equals(name)) {
            object.computeIfAbsent(matcher.group(2), k -> new ArrayList<>()).addAll(values);
          }
        });
    return object;
  }
}
