package dev.callboard.catalog.query;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the parameter {@code filter} of Backstage's REST API into the predicate that means the
 * same. Within one filter, conditions separated by commas all have to hold and a repeated key lists
 * alternatives; several filters are alternatives.
 */
public final class FilterParser {
  private FilterParser() {}

  /**
   * Reads filters.
   *
   * @param filters such as {@code kind=component,spec.type}; empty means everything
   * @return a predicate as JSON values, as {@link PredicateParser} reads it; null for everything
   */
  public static Map<String, Object> parse(List<String> filters) {
    List<Map<String, Object>> alternatives = new ArrayList<>();
    for (String filter : filters) {
      Map<String, Object> conditions = conditions(filter);
      if (!conditions.isEmpty()) {
        alternatives.add(all(conditions));
      }
    }
    if (alternatives.isEmpty()) {
      return null;
    }
    return alternatives.size() == 1 ? alternatives.get(0) : Map.of("$any", alternatives);
  }

  private static Map<String, Object> conditions(String filter) {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    for (String part : filter.split(",")) {
      String statement = part.strip();
      if (statement.isEmpty()) {
        continue;
      }
      int equals = statement.indexOf('=');
      String key = equals < 0 ? statement : statement.substring(0, equals).strip();
      if (key.isEmpty() || key.startsWith("$")) {
        throw PortalException.input(
            "Invalid filter, '"
                + statement
                + "' is not a valid statement (expected a string on the form a=b or a= or a)");
      }
      List<Object> known = values.computeIfAbsent(key, k -> new ArrayList<>());
      if (equals >= 0) {
        known.add(statement.substring(equals + 1).strip());
      }
    }
    Map<String, Object> conditions = new LinkedHashMap<>();
    values.forEach((key, list) -> conditions.put(key, condition(list)));
    return conditions;
  }

  private static Object condition(List<Object> values) {
    if (values.isEmpty()) {
      return Map.of("$exists", true);
    }
    return values.size() == 1 ? values.get(0) : Map.of("$in", values);
  }

  private static Map<String, Object> all(Map<String, Object> conditions) {
    if (conditions.size() == 1) {
      return conditions;
    }
    List<Map<String, Object>> each = new ArrayList<>();
    conditions.forEach((key, value) -> each.add(Map.of(key, value)));
    return Map.of("$all", each);
  }
}
