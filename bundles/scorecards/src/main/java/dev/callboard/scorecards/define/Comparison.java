package dev.callboard.scorecards.define;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What values at a path are compared with. Immutable. */
sealed interface Comparison {
  /** Returns whether it holds for the values, of which there may be none. */
  boolean holds(List<Object> values, Instant now);

  /** Returns what is wanted, for people. */
  String text();

  /** Returns values for people. */
  static String shown(List<Object> values) {
    if (values.isEmpty()) {
      return "missing";
    }
    return values.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** One of the values is one of these; case does not count, as everywhere in the catalog. */
  record OneOf(List<Object> wanted) implements Comparison {
    @Override
    public boolean holds(List<Object> values, Instant now) {
      return values.stream().anyMatch(value -> wanted.stream().anyMatch(each -> same(each, value)));
    }

    static boolean same(Object a, Object b) {
      if (a instanceof Map<?, ?> some && b instanceof Map<?, ?> all) {
        return some.entrySet().stream().allMatch(e -> same(e.getValue(), all.get(e.getKey())));
      }
      Optional<BigDecimal> left = Order.number(a);
      Optional<BigDecimal> right = Order.number(b);
      if (left.isPresent() && right.isPresent()) {
        return left.get().compareTo(right.get()) == 0;
      }
      return b != null && String.valueOf(a).equalsIgnoreCase(String.valueOf(b));
    }

    @Override
    public String text() {
      return wanted.size() == 1 ? String.valueOf(wanted.get(0)) : "one of " + shown(wanted);
    }
  }

  /** There is a value, or there is none. */
  record Exists(boolean wanted) implements Comparison {
    @Override
    public boolean holds(List<Object> values, Instant now) {
      return values.isEmpty() != wanted;
    }

    @Override
    public String text() {
      return wanted ? "there" : "missing";
    }
  }

  /** A value is a text that begins with another one. */
  record Prefix(String prefix) implements Comparison {
    @Override
    public boolean holds(List<Object> values, Instant now) {
      return values.stream()
          .anyMatch(
              value -> String.valueOf(value).regionMatches(true, 0, prefix, 0, prefix.length()));
    }

    @Override
    public String text() {
      return prefix + "...";
    }
  }

  /** A value matches as a whole. */
  record Matches(Pattern pattern) implements Comparison {
    /** Longer texts are no names or versions, and would give patterns time to go astray. */
    private static final int LONGEST = 1000;

    @Override
    public boolean holds(List<Object> values, Instant now) {
      return values.stream()
          .map(String::valueOf)
          .anyMatch(text -> text.length() <= LONGEST && pattern.matcher(text).matches());
    }

    @Override
    public String text() {
      return "like " + pattern;
    }
  }

  /** A value is a number or a date on one side of another. */
  record Order(String operator, Object bound) implements Comparison {
    @Override
    public boolean holds(List<Object> values, Instant now) {
      return values.stream().anyMatch(this::holds);
    }

    private boolean holds(Object value) {
      Optional<BigDecimal> left = number(value);
      Optional<BigDecimal> right = number(bound);
      if (left.isPresent() && right.isPresent()) {
        return is(left.get().compareTo(right.get()));
      }
      Optional<Instant> at = Age.instant(value);
      Optional<Instant> limit = Age.instant(bound);
      return at.isPresent() && limit.isPresent() && is(at.get().compareTo(limit.get()));
    }

    private boolean is(int order) {
      return switch (operator) {
        case "$gt" -> order > 0;
        case "$gte" -> order >= 0;
        case "$lt" -> order < 0;
        default -> order <= 0;
      };
    }

    static Optional<BigDecimal> number(Object value) {
      return value instanceof Number number
          ? Optional.of(new BigDecimal(number.toString()))
          : Optional.empty();
    }

    @Override
    public String text() {
      String words =
          Map.of("$gt", "more than", "$gte", "at least", "$lt", "less than", "$lte", "at most")
              .get(operator);
      return words + " " + bound;
    }
  }

  /** A value is a date that is longer ago than some time, or is not. */
  record Age(Duration limit, boolean older) implements Comparison {
    @Override
    public boolean holds(List<Object> values, Instant now) {
      Predicate<Instant> old = at -> at.isBefore(now.minus(limit));
      return values.stream()
          .map(Age::instant)
          .flatMap(Optional::stream)
          .anyMatch(older ? old : old.negate());
    }

    static Optional<Instant> instant(Object value) {
      if (!(value instanceof String text)) {
        return Optional.empty();
      }
      try {
        return Optional.of(Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    @Override
    public String text() {
      return (older ? "older than " : "newer than ") + limit.toDays() + " days";
    }
  }
}
