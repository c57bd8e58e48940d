package dev.callboard.catalog.discovery;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the entries of one key below {@code catalog.providers}. */
final class SourceEntries {
  private SourceEntries() {}

  /**
   * Returns the entries by their ids. One that has no id of its own is called default.
   *
   * @param own keys that tell an entry from an object of entries
   */
  static Map<String, Config> of(Config config, String key, List<String> own) {
    String path = "catalog.providers." + key;
    Map<String, Config> entries = new LinkedHashMap<>();
    Object value = config.value(path).orElse(null);
    if (value instanceof List<?>) {
      for (Config entry : config.sections(path)) {
        entries.put(entry.string("id").orElse("default"), entry);
      }
      return entries;
    }
    if (!(value instanceof Map<?, ?>)) {
      return entries;
    }
    Config section = config.section(path).orElseThrow();
    for (String name : own) {
      if (section.has(name)) {
        entries.put(section.string("id").orElse("default"), section);
        return entries;
      }
    }
    for (String id : section.keys()) {
      entries.put(
          id,
          section
              .section(id)
              .orElseThrow(() -> PortalException.input(path + "." + id + " must be an object")));
    }
    return entries;
  }
}
