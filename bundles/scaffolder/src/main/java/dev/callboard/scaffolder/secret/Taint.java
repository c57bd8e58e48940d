package dev.callboard.scaffolder.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Finds what a template made of secrets, whatever it did with them: the value is rendered a second
 * time with other secrets, and what differs depends on them.
 */
public final class Taint {
  /** A character that nobody's secret is made of. */
  public static final String OTHER = "\uFFFC";

  /** Stands for a secret that was erased; what is made of it has its character, too. */
  public static final String GONE = "\uFFFB\uFFFB";

  private Taint() {}

  /** Returns secrets that say nothing, of the same names and lengths. */
  public static Map<String, String> others(Map<String, String> secrets) {
    Map<String, String> others = new LinkedHashMap<>();
    secrets.forEach((name, text) -> others.put(name, OTHER.repeat(Math.max(1, text.length()))));
    return others;
  }

  /** Returns a value of the same shape as a secret one that says nothing. */
  public static Object other(Object secret) {
    return secret instanceof List<?> list
        ? list.stream().map(Taint::other).toList()
        : OTHER.repeat(Math.max(1, String.valueOf(secret).length()));
  }

  /** Returns whether something was made of a secret that was erased. */
  public static boolean isGone(String text) {
    return text.indexOf(GONE.charAt(0)) >= 0;
  }

  /**
   * Hands over each text of a value that is another one with other secrets.
   *
   * @param value with the secrets
   * @param other with other ones
   */
  public static void find(Object value, Object other, Consumer<String> found) {
    if (value instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
      map.forEach((key, each) -> find(each, others.get(key), found));
    } else if (value instanceof List<?> list
        && other instanceof List<?> others
        && list.size() == others.size()) {
      for (int i = 0; i < list.size(); i++) {
        find(list.get(i), others.get(i), found);
      }
    } else if (!Objects.equals(value, other)) {
      all(value, found);
    }
  }

  private static void all(Object value, Consumer<String> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            found.accept(String.valueOf(key));
            all(each, found);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(each -> all(each, found));
    } else if (value instanceof String || value instanceof Number) {
      found.accept(value.toString());
    }
  }
}
