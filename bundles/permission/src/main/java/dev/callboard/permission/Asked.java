package dev.callboard.permission;

import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The body of a question about somebody. */
record Asked(Map<String, Object> body) {
  /**
   * Reads a body.
   *
   * @param known the keys that it may have
   */
  static Asked of(Map<String, Object> body, Set<String> known) {
    if (body == null) {
      throw PortalException.input("The body must be an object with the key 'principal'");
    }
    for (String key : body.keySet()) {
      if (!known.contains(key)) {
        throw PortalException.input(
            "The body has the unknown key '" + key + "'; known are " + new TreeSet<>(known));
      }
    }
    return new Asked(body);
  }

  Optional<String> text(String key) {
    Object value = body.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw PortalException.input(key + " must be a text that is not empty");
  }

  Optional<List<String>> texts(String key) {
    Object value = body.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return Optional.of(list.stream().map(String.class::cast).toList());
    }
    throw PortalException.input(key + " must be a list of texts");
  }
}
