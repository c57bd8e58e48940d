package dev.callboard.catalog.process;

import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Replaces the placeholders of a document: objects with one key that starts with {@code $} and
 * names a resolver. What a resolver returns is not looked through again.
 */
final class Placeholders {
  private final Function<String, PlaceholderResolver> resolvers;
  private final PlaceholderResolver.Source source;
  private final List<Problem> problems;

  private Placeholders(
      Function<String, PlaceholderResolver> resolvers,
      PlaceholderResolver.Source source,
      List<Problem> problems) {
    this.resolvers = resolvers;
    this.source = source;
    this.problems = problems;
  }

  /**
   * Returns the document with its placeholders replaced, the same object when it has none.
   *
   * @param resolvers gives the resolver of a name, or null
   * @param problems what cannot be resolved is added here
   */
  @SuppressWarnings("unchecked")
  static Map<String, Object> resolve(
      Map<String, Object> document,
      Function<String, PlaceholderResolver> resolvers,
      PlaceholderResolver.Source source,
      List<Problem> problems) {
    return (Map<String, Object>)
        new Placeholders(resolvers, source, problems).members(document, "");
  }

  private Object value(Object value, String pointer) {
    if (value instanceof Map<?, ?> map) {
      PlaceholderResolver resolver = resolver(map);
      return resolver == null
          ? members(map, pointer)
          : resolved(resolver, map.values().iterator().next(), pointer);
    }
    return value instanceof List<?> list ? items(list, pointer) : value;
  }

  private PlaceholderResolver resolver(Map<?, ?> map) {
    if (map.size() != 1) {
      return null;
    }
    String key = (String) map.keySet().iterator().next();
    return key.startsWith("$") ? resolvers.apply(key.substring(1)) : null;
  }

  private Object members(Map<?, ?> map, String pointer) {
    Map<String, Object> copy = null;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      Object before = member.getValue();
      Object after =
          isLeaf(before) ? before : value(before, pointer + Problem.step(member.getKey()));
      if (after != before && copy == null) {
        copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> all : map.entrySet()) {
          copy.put((String) all.getKey(), all.getValue());
        }
      }
      if (copy != null) {
        copy.put((String) member.getKey(), after);
      }
    }
    return copy == null ? map : copy;
  }

  private Object items(List<?> list, String pointer) {
    List<Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Object before = list.get(i);
      Object after = isLeaf(before) ? before : value(before, pointer + "/" + i);
      if (after != before && copy == null) {
        copy = new ArrayList<>(list);
      }
      if (copy != null) {
        copy.set(i, after);
      }
    }
    return copy == null ? list : copy;
  }

  private static boolean isLeaf(Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  private Object resolved(PlaceholderResolver resolver, Object argument, String pointer) {
    String name = "Placeholder $" + resolver.name();
    if (!(argument instanceof String text)) {
      problems.add(
          new Problem(
              Stage.PLACEHOLDER,
              pointer,
              name + " expected a string value, found " + kind(argument)));
      return null;
    }
    try {
      return resolver.resolve(text, source);
    } catch (PortalException e) {
      problems.add(new Problem(Stage.PLACEHOLDER, pointer, name + " " + e.getMessage()));
      return null;
    } catch (RuntimeException e) {
      problems.add(
          new Problem(
              Stage.PLACEHOLDER, pointer, name + " failed: " + e.getClass().getSimpleName()));
      return null;
    }
  }

  private static String kind(Object value) {
    return value == null
        ? "null"
        : value instanceof Map ? "an object" : value.getClass().getSimpleName();
  }
}
