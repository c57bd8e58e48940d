package dev.callboard.cli.template;

import dev.callboard.scaffolder.json.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares JSON values, where an expected object needs not name all keys. */
final class Subset {
  private Subset() {}

  /** Returns the first difference and where it is, or empty. */
  static Optional<String> difference(String where, Object expected, Object actual) {
    if (expected instanceof Map<?, ?> wanted && actual instanceof Map<?, ?> map) {
      return wanted.entrySet().stream()
          .map(
              entry ->
                  difference(
                      where + "." + entry.getKey(), entry.getValue(), map.get(entry.getKey())))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (expected instanceof List<?> wanted && actual instanceof List<?> list) {
      for (int i = 0; i < Math.min(wanted.size(), list.size()); i++) {
        Optional<String> difference = difference(where + "[" + i + "]", wanted.get(i), list.get(i));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return wanted.size() == list.size()
          ? Optional.empty()
          : Optional.of(
              where
                  + " has "
                  + list.size()
                  + " elements, not "
                  + wanted.size()
                  + ": "
                  + text(list));
    }
    return same(expected, actual)
        ? Optional.empty()
        : Optional.of(where + " is " + text(actual) + ", not " + text(expected));
  }

  private static boolean same(Object expected, Object actual) {
    if (expected instanceof Number one && actual instanceof Number other) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return Objects.equals(expected, actual);
  }

  private static String text(Object value) {
    return JsonText.write(value);
  }
}
