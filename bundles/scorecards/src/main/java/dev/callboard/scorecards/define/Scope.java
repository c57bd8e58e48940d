package dev.callboard.scorecards.define;

import dev.callboard.scorecards.spi.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What conditions are held against: an entity, and the facts about it as {@code facts.<provider>}.
 *
 * @param entity its JSON values
 * @param facts by provider
 * @param now the time that ages are measured at
 */
public record Scope(Map<String, Object> entity, Map<String, Facts> facts, Instant now) {
  private static final String FACTS = "facts.";

  /** Stands for a null that somebody has said. */
  private static final Object NONE = new Object();

  /**
   * What stands at a path.
   *
   * @param values all values; empty when there is none
   * @param unknown why it is not known; empty when it is
   */
  public record Found(List<Object> values, String unknown) {
    boolean isKnown() {
      return unknown.isEmpty();
    }
  }

  /** Returns the provider whose facts a path is about, or an empty text. */
  public static String provider(String path) {
    if (!path.startsWith(FACTS)) {
      return "";
    }
    int dot = path.indexOf('.', FACTS.length());
    return dot < 0 ? path.substring(FACTS.length()) : path.substring(FACTS.length(), dot);
  }

  /** Returns what stands at a path. Names may have dots themselves; their case does not count. */
  public Found at(String path) {
    String provider = provider(path);
    if (provider.isEmpty()) {
      return new Found(said(values(entity, path.toLowerCase(Locale.ROOT))), "");
    }
    Facts known = facts.get(provider);
    if (known == null) {
      return new Found(List.of(), "no plugin that is running tells facts." + provider);
    }
    if (known.reason().isPresent()) {
      return new Found(List.of(), known.reason().get());
    }
    String rest = path.substring(Math.min(path.length(), FACTS.length() + provider.length() + 1));
    List<Object> values = values(known.values(), rest.toLowerCase(Locale.ROOT));
    return values.isEmpty()
        ? new Found(List.of(), known.missing().orElse(path + " is not known of it"))
        : new Found(said(values), "");
  }

  private static List<Object> said(List<Object> values) {
    return values.stream().filter(value -> value != NONE).toList();
  }

  private static List<Object> values(Map<?, ?> map, String path) {
    List<Object> found = new ArrayList<>();
    map.forEach((key, value) -> collect(String.valueOf(key), value, path, found));
    return found;
  }

  private static void collect(String key, Object value, String path, List<Object> found) {
    int length = key.length();
    if (!path.regionMatches(true, 0, key, 0, length)) {
      return;
    }
    if (path.length() == length) {
      add(value, found);
    } else if (path.charAt(length) == '.' && value instanceof Map<?, ?> inner) {
      found.addAll(values(inner, path.substring(length + 1)));
    }
  }

  private static void add(Object value, List<Object> found) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      found.addAll(list);
    } else {
      found.add(value == null || value instanceof List ? NONE : value);
    }
  }
}
