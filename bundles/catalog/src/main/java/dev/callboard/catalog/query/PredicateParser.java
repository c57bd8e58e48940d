package dev.callboard.catalog.query;

import dev.callboard.catalog.index.IndexText;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the predicates of Backstage's REST API: paths with a value or an operator, joined by {@code
 * $all}, {@code $any} and {@code $not}. For one predicate, by one thread.
 */
public final class PredicateParser {
  private final QueryLimits limits;
  private int terms;
  private int values;

  private PredicateParser(QueryLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a predicate.
   *
   * @param predicate JSON values; null means everything
   * @throws PortalException with code {@code INPUT} that names what is wrong
   */
  public static EntityFilter parse(Map<?, ?> predicate, QueryLimits limits) {
    return predicate == null ? EntityFilter.ALL : new PredicateParser(limits).object(predicate, 1);
  }

  private EntityFilter object(Object predicate, int depth) {
    if (depth > limits.maxDepth()) {
      throw invalid("nests deeper than " + limits.maxDepth() + " levels");
    }
    if (!(predicate instanceof Map<?, ?> map)) {
      throw invalid("expected an object with paths or one of $all, $any, $not");
    }
    for (Object key : map.keySet()) {
      if (String.valueOf(key).startsWith("$")) {
        return logical(map, String.valueOf(key), depth);
      }
    }
    List<EntityFilter> filters = new ArrayList<>();
    map.forEach((path, value) -> filters.add(path(String.valueOf(path), value)));
    return filters.size() == 1 ? filters.get(0) : new EntityFilter.AllOf(filters);
  }

  private EntityFilter logical(Map<?, ?> map, String operator, int depth) {
    if (map.size() != 1) {
      throw invalid("'" + operator + "' must be the only key of its object");
    }
    Object operand = map.get(operator);
    switch (operator) {
      case "$all":
        return new EntityFilter.AllOf(each(operator, operand, depth));
      case "$any":
        return new EntityFilter.AnyOf(each(operator, operand, depth));
      case "$not":
        return new EntityFilter.Not(object(operand, depth + 1));
      default:
        throw invalid("unknown operator '" + operator + "', expected $all, $any or $not");
    }
  }

  private List<EntityFilter> each(String operator, Object operand, int depth) {
    if (!(operand instanceof List<?> list)) {
      throw invalid("'" + operator + "' must be an array of predicates");
    }
    QueryLimits.check("filter terms", list.size(), limits.maxTerms());
    return list.stream().map(predicate -> object(predicate, depth + 1)).toList();
  }

  private EntityFilter path(String path, Object value) {
    QueryLimits.check("filter terms", ++terms, limits.maxTerms());
    if (!(value instanceof Map<?, ?> operation)) {
      return new EntityFilter.Equals(path, Set.of(primitive(path, value)));
    }
    if (operation.size() != 1) {
      throw invalid("'" + path + "' must have exactly one operator");
    }
    String operator = String.valueOf(operation.keySet().iterator().next());
    Object operand = operation.get(operator);
    switch (operator) {
      case "$exists":
        if (operand instanceof Boolean exists) {
          EntityFilter filter = new EntityFilter.Exists(path);
          return exists ? filter : new EntityFilter.Not(filter);
        }
        throw invalid("'$exists' of '" + path + "' must be true or false");
      case "$in":
        return new EntityFilter.Equals(path, in(path, operand));
      case "$hasPrefix":
        if (operand instanceof String prefix) {
          countValue();
          return new EntityFilter.StartsWith(path, prefix);
        }
        throw invalid("'$hasPrefix' of '" + path + "' must be a string");
      case "$contains":
        return contains(path, operand);
      default:
        throw invalid(
            "unknown operator '"
                + operator
                + "' of '"
                + path
                + "', expected $exists, $in, $hasPrefix or $contains");
    }
  }

  private EntityFilter contains(String path, Object operand) {
    if (!(operand instanceof Map<?, ?> relation)) {
      return new EntityFilter.Equals(path, Set.of(primitive(path, operand)));
    }
    if (!path.equalsIgnoreCase("relations")) {
      throw invalid("'$contains' with an object is only supported for 'relations'");
    }
    for (Object key : relation.keySet()) {
      if (!key.equals("type") && !key.equals("targetRef")) {
        throw invalid("'$contains' of 'relations' has 'type' and 'targetRef', not '" + key + "'");
      }
    }
    if (!(relation.get("type") instanceof String type)) {
      throw invalid("'$contains' of 'relations' must have the string 'type'");
    }
    String key = "relations." + type;
    Object target = relation.get("targetRef");
    if (target == null) {
      return new EntityFilter.Exists(key);
    }
    return new EntityFilter.Equals(
        key,
        target instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("$in")
            ? in(key, map.get("$in"))
            : Set.of(primitive(key, target)));
  }

  private Set<String> in(String path, Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw invalid("'$in' of '" + path + "' must be an array");
    }
    Set<String> texts = new LinkedHashSet<>();
    for (Object value : list) {
      texts.add(primitive(path, value));
    }
    return texts;
  }

  private String primitive(String path, Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      countValue();
      return IndexText.of(value);
    }
    throw invalid("'" + path + "' must be compared to a string, a number, true or false");
  }

  private void countValue() {
    QueryLimits.check("filter values", ++values, limits.maxValues());
  }

  private static PortalException invalid(String what) {
    return PortalException.input("Invalid query: " + what);
  }
}
