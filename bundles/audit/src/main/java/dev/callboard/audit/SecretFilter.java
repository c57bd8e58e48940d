package dev.callboard.audit;

import dev.callboard.platform.config.Secrets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes out of a record what looks like a secret: what stands under a key such as {@code token},
 * and texts of a known form. The log cannot forget, so it must not learn.
 */
final class SecretFilter {
  private SecretFilter() {}

  static Object clean(Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(SecretFilter::clean).toList();
    }
    return value instanceof CharSequence text && Secrets.areIn(text.toString())
        ? Secrets.HIDDEN
        : value;
  }

  private static Map<String, Object> object(Map<?, ?> map) {
    // A JSON Patch operation names the key in its path.
    boolean patch = map.get("path") instanceof String path && secretKey(path);
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = key.toString();
          boolean secret = secretKey(name) || (patch && name.equals("value"));
          result.put(name, secret && value != null ? Secrets.HIDDEN : clean(value));
        });
    return result;
  }

  private static boolean secretKey(String key) {
    return Secrets.isName(key.substring(key.lastIndexOf('/') + 1));
  }
}
