package dev.callboard.plugins.lifecycle;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks whether a value comes from a class loader, or contains something that does. */
final class Held {
  private static final int DEPTH = 3;
  private static final int ELEMENTS = 100;

  private Held() {}

  /**
   * Returns what comes from the class loader, in words. Looks into containers of the JDK only, so
   * that no code of a plugin runs, and not at more than some elements of each.
   */
  static Optional<String> find(Object value, Predicate<ClassLoader> mine) {
    return find(value, mine, DEPTH);
  }

  private static Optional<String> find(Object value, Predicate<ClassLoader> mine, int depth) {
    if (value == null) {
      return Optional.empty();
    }
    Class<?> type = value instanceof Class<?> itself ? itself : value.getClass();
    if (mine.test(type.getClassLoader())) {
      return Optional.of(
          value instanceof Class ? "the class " + type.getName() : "a " + type.getName());
    }
    if (value instanceof ClassLoader loader && mine.test(loader)) {
      return Optional.of("the class loader");
    }
    if (depth == 0) {
      return Optional.empty();
    }
    try {
      return elements(value).stream()
          .limit(ELEMENTS)
          .map(element -> find(element, mine, depth - 1))
          .flatMap(Optional::stream)
          .findFirst();
    } catch (ConcurrentModificationException e) {
      // Its owner is at work; there will be another look.
      return Optional.empty();
    }
  }

  private static Collection<?> elements(Object value) {
    if (value instanceof Object[] array) {
      return java.util.Arrays.asList(array);
    }
    if (value.getClass().getClassLoader() != null) {
      return List.of();
    }
    if (value instanceof Map<?, ?> map) {
      return List.of(map.keySet().toArray(), map.values().toArray());
    }
    return value instanceof Collection<?> collection ? collection : List.of();
  }
}
