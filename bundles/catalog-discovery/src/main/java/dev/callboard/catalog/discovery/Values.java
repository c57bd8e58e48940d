package dev.callboard.catalog.discovery;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads JSON values of others, where everything may be missing or of another type. */
public final class Values {
  private Values() {}

  /** Returns what is found by names of members one in the other, or null. */
  public static Object at(Object value, String... path) {
    Object found = value;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  /** Returns a text that is not empty. */
  public static Optional<String> text(Object value, String... path) {
    return at(value, path) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Returns whether a value is true. */
  public static boolean isTrue(Object value, String... path) {
    return Boolean.TRUE.equals(at(value, path));
  }

  /** Returns the members of a list that are not null; none when it is no list. */
  public static List<Object> list(Object value, String... path) {
    return at(value, path) instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).map(Object.class::cast).toList()
        : List.of();
  }
}
