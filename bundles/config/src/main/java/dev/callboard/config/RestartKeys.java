package dev.callboard.config;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Finds the changed keys that their readers take up only after a restart. */
final class RestartKeys {
  private RestartKeys() {}

  static List<String> changed(Config started, Config current, Collection<String> paths) {
    TreeSet<String> changed = new TreeSet<>();
    for (String path : paths) {
      if (!Objects.equals(started.value(path), current.value(path))) {
        changed.add(path);
      }
    }
    return List.copyOf(changed);
  }

  static List<String> paths(Map<String, ?> properties) {
    Object value = properties.get(ConfigListener.RESTART_PATHS);
    if (value instanceof String[] paths) {
      return List.of(paths);
    }
    if (value instanceof Collection<?> paths) {
      return paths.stream().map(Object::toString).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }
}
