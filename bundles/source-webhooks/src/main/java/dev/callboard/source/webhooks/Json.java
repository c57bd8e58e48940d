package dev.callboard.source.webhooks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads JSON values that others wrote, where everything may be missing or of another type. */
final class Json {
  private Json() {}

  /** Returns what is found by names of members one in the other, or null. */
  static Object at(Object value, String... path) {
    Object found = value;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  static Optional<String> text(Object value, String... path) {
    return at(value, path) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  static boolean isTrue(Object value, String... path) {
    return Boolean.TRUE.equals(at(value, path));
  }

  static Optional<Long> number(Object value, String... path) {
    return at(value, path) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  /** Returns the members of a list that are not null; none when it is no list. */
  static List<Object> list(Object value, String... path) {
    return at(value, path) instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).map(Object.class::cast).toList()
        : List.of();
  }

  /** Returns the texts of a list; none when it is no list. */
  static List<String> texts(Object value, String... path) {
    return list(value, path).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }
}
