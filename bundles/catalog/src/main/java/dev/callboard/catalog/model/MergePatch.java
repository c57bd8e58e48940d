package dev.callboard.catalog.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch (RFC 7396) over JSON values. What is given is never changed. */
public final class MergePatch {
  private MergePatch() {}

  /**
   * Applies a patch to an object: the members of the patch replace those of the target, {@code
   * null} removes them, objects are merged, everything else, lists included, is replaced whole.
   *
   * @param target the object
   * @param patch the patch
   * @return another object
   */
  public static Map<String, Object> apply(Map<String, Object> target, Map<?, ?> patch) {
    Map<String, Object> result = new LinkedHashMap<>(target);
    patch.forEach(
        (name, value) -> {
          String key = (String) name;
          if (value == null) {
            result.remove(key);
          } else {
            result.put(key, merged(result.get(key), value));
          }
        });
    return result;
  }

  private static Object merged(Object target, Object patch) {
    return patch instanceof Map<?, ?> map ? apply(object(target), map) : patch;
  }

  /**
   * Returns one patch that does to an object what two do, one after the other.
   *
   * @param first the patch that is applied first
   * @param second the patch that is applied to the result
   * @param base the object: where the first patch leaves no object and the second one makes one,
   *     what the base has there must be removed by name
   */
  public static Map<String, Object> compose(Map<?, ?> first, Map<?, ?> second, Object base) {
    Map<String, Object> result = new LinkedHashMap<>(object(first));
    Map<String, Object> below = object(base);
    second.forEach((name, value) -> put(result, (String) name, value, below.get(name)));
    return result;
  }

  private static void put(Map<String, Object> result, String key, Object value, Object base) {
    if (!(value instanceof Map<?, ?> map)) {
      result.put(key, value);
      return;
    }
    boolean known = result.containsKey(key);
    Object before = result.get(key);
    if (!known || before instanceof Map) {
      result.put(key, compose(object(before), map, base));
      return;
    }
    result.put(key, replacement(apply(Map.of(), map), base));
  }

  /** Returns the patch that makes this of a value, whatever it is. */
  private static Object replacement(Object wanted, Object base) {
    if (!(wanted instanceof Map<?, ?> map) || !(base instanceof Map<?, ?> before)) {
      return wanted;
    }
    Map<String, Object> patch = new LinkedHashMap<>();
    before.keySet().forEach(each -> patch.put((String) each, null));
    map.forEach((key, value) -> patch.put((String) key, replacement(value, before.get(key))));
    return patch;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return value instanceof Map ? (Map<String, Object>) value : Map.of();
  }
}
