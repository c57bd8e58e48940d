package dev.callboard.plugins.testing;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration over nested maps. */
public final class MapConfig implements Config {
  private final Map<String, Object> values;

  /** Creates a configuration. */
  public MapConfig(Map<String, Object> values) {
    this.values = values;
  }

  @Override
  public boolean has(String path) {
    return value(path).isPresent();
  }

  @Override
  public Set<String> keys() {
    return new LinkedHashSet<>(values.keySet());
  }

  @Override
  public Optional<Config> section(String path) {
    return value(path).map(MapConfig::config);
  }

  @Override
  public List<Config> sections(String path) {
    return value(path)
        .map(list -> ((List<?>) list).stream().map(MapConfig::config).toList())
        .orElse(List.of());
  }

  @SuppressWarnings("unchecked")
  private static Config config(Object value) {
    return new MapConfig((Map<String, Object>) value);
  }

  @Override
  public Optional<String> string(String path) {
    return value(path).map(String::valueOf);
  }

  @Override
  public List<String> strings(String path) {
    return value(path)
        .map(list -> ((List<?>) list).stream().map(String::valueOf).toList())
        .orElse(List.of());
  }

  @Override
  public Optional<Long> number(String path) {
    return string(path).map(Long::valueOf);
  }

  @Override
  public Optional<Boolean> bool(String path) {
    return string(path).map(Boolean::valueOf);
  }

  @Override
  public Optional<Duration> duration(String path) {
    return string(path).map(Duration::parse);
  }

  @Override
  public Optional<Long> bytes(String path) {
    return number(path);
  }

  @Override
  public Optional<Object> value(String path) {
    Object current = values;
    for (String key : path.split("\\.")) {
      current = current instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return Optional.ofNullable(current);
  }

  @Override
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
