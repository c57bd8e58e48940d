package dev.callboard.catalog.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells which values of an entity differ, by JSON pointer (RFC 6901). A list is one value. The
 * etag, which always differs, is left out.
 */
final class ChangedPaths {
  private static final String ETAG = "/metadata/etag";

  private final List<String> paths = new ArrayList<>();

  private ChangedPaths() {}

  static List<String> between(Map<String, Object> before, Map<String, Object> after) {
    ChangedPaths changed = new ChangedPaths();
    changed.compare("", before, after);
    return changed.paths;
  }

  private void compare(String path, Object before, Object after) {
    if (Objects.equals(before, after) || path.equals(ETAG)) {
      return;
    }
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      Set<Object> keys = new LinkedHashSet<>(old.keySet());
      keys.addAll(now.keySet());
      keys.forEach(key -> compare(path + "/" + escaped(key), old.get(key), now.get(key)));
      return;
    }
    paths.add(path);
  }

  private static String escaped(Object key) {
    return key.toString().replace("~", "~0").replace("/", "~1");
  }
}
