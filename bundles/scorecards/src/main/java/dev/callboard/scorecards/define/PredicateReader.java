package dev.callboard.scorecards.define;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads conditions: the predicates of the catalog's queries, with operators for numbers, dates and
 * patterns, and with paths into facts.
 */
final class PredicateReader {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})\\s*([mhdw])");
  private static final int DEPTH = 20;

  private PredicateReader() {}

  static Predicate read(Node node) {
    return read(node, 1);
  }

  private static Predicate read(Node node, int depth) {
    if (depth > DEPTH) {
      throw node.wrong("conditions nest deeper than " + DEPTH + " levels");
    }
    Map<String, Node> map = node.object("A condition");
    List<Predicate> parts = new ArrayList<>();
    map.forEach((key, value) -> parts.add(part(key, value, depth)));
    return parts.size() == 1 ? parts.get(0) : new Predicate.All(List.copyOf(parts));
  }

  private static Predicate part(String key, Node value, int depth) {
    switch (key) {
      case "$all":
        return new Predicate.All(parts(key, value, depth));
      case "$any":
        return new Predicate.Any(parts(key, value, depth));
      case "$not":
        return new Predicate.Not(read(value, depth + 1));
      default:
        if (key.startsWith("$")) {
          throw value.wrong(
              "the operator '" + key + "' is unknown here; there are $all, $any and $not");
        }
        return at(key, value);
    }
  }

  private static List<Predicate> parts(String key, Node value, int depth) {
    List<Node> parts = value.list("'" + key + "'");
    if (parts.isEmpty()) {
      throw value.wrong("'" + key + "' must have a condition");
    }
    return parts.stream().map(part -> read(part, depth + 1)).toList();
  }

  private static Predicate at(String path, Node value) {
    if (path.equals("facts") || path.startsWith("facts.") && path.split("\\.").length < 3) {
      throw value.wrong("'" + path + "' must be facts.<provider>.<name>");
    }
    if (!value.isObject()) {
      Object scalar = scalar(path, value);
      return new Predicate.At(
          path,
          scalar == null ? new Comparison.Exists(false) : new Comparison.OneOf(List.of(scalar)));
    }
    Map<String, Node> operators = value.object(path);
    if (operators.isEmpty()) {
      throw value.wrong("'" + path + "' must have a value or an operator");
    }
    List<Predicate> all = new ArrayList<>();
    operators.forEach(
        (name, operand) ->
            all.add(
                name.equals("$known")
                    ? new Predicate.Known(path, truth(path, name, operand))
                    : new Predicate.At(path, comparison(path, name, operand))));
    return all.size() == 1 ? all.get(0) : new Predicate.All(all);
  }

  private static Comparison comparison(String path, String name, Node operand) {
    switch (name) {
      case "$exists":
        return new Comparison.Exists(truth(path, name, operand));
      case "$in":
        return new Comparison.OneOf(
            operand.list("'$in' of '" + path + "'").stream()
                .map(each -> scalar(path, each))
                .toList());
      case "$contains":
        return new Comparison.OneOf(
            List.of(operand.isObject() ? flat(operand) : scalar(path, operand)));
      case "$hasPrefix":
        return new Comparison.Prefix(operand.text("'$hasPrefix' of '" + path + "'"));
      case "$matches":
        return new Comparison.Matches(pattern(operand));
      case "$gt", "$gte", "$lt", "$lte":
        return new Comparison.Order(name, bound(name, operand));
      case "$olderThan", "$newerThan":
        return new Comparison.Age(span(name, operand), name.equals("$olderThan"));
      default:
        throw operand.wrong(
            "the operator '"
                + name
                + "' of '"
                + path
                + "' is unknown; there are $contains, $exists, $gt, $gte, $hasPrefix, $in,"
                + " $known, $lt, $lte, $matches, $newerThan and $olderThan");
    }
  }

  private static boolean truth(String path, String name, Node operand) {
    if (operand.value() instanceof Boolean wanted) {
      return wanted;
    }
    throw operand.wrong("'" + name + "' of '" + path + "' must be true or false");
  }

  private static Object bound(String name, Node operand) {
    if (operand.value() instanceof Number || Comparison.Age.instant(operand.value()).isPresent()) {
      return operand.value();
    }
    throw operand.wrong("'" + name + "' must be a number or a date such as 2026-01-31");
  }

  private static Object flat(Node node) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    node.object("'$contains'").forEach((key, value) -> values.put(key, scalar(key, value)));
    return values;
  }

  private static Object scalar(String path, Node node) {
    if (node.isObject() || node.isList()) {
      throw node.wrong("'" + path + "' must be compared with a text, number or truth value");
    }
    return node.value();
  }

  private static Pattern pattern(Node node) {
    try {
      return Pattern.compile(node.text("'$matches'"));
    } catch (PatternSyntaxException e) {
      throw node.wrong("'$matches' is no regular expression: " + e.getDescription());
    }
  }

  private static Duration span(String name, Node node) {
    Matcher matcher = SPAN.matcher(String.valueOf(node.value()).toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw node.wrong("'" + name + "' must be a time such as 90d, 12h or 4w");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }
}
