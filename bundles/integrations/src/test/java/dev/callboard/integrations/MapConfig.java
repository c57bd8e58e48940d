package dev.callboard.integrations;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration made of nested maps. */
record MapConfig(Map<String, Object> values) implements Config {
  @Override
  public boolean has(String path) {
    return value(path).isPresent();
  }

  @Override
  public Set<String> keys() {
    return values.keySet();
  }

  @Override
  public Optional<Config> section(String path) {
    return value(path).map(MapConfig::of);
  }

  @Override
  public List<Config> sections(String path) {
    return value(path)
        .map(list -> ((List<?>) list).stream().map(MapConfig::of).toList())
        .orElse(List.of());
  }

  @SuppressWarnings("unchecked")
  static Config of(Object map) {
    return new MapConfig((Map<String, Object>) map);
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
    return value(path).map(number -> ((Number) number).longValue());
  }

  @Override
  public Optional<Boolean> bool(String path) {
    return value(path).map(Boolean.class::cast);
  }

  @Override
  public Optional<Duration> duration(String path) {
    return value(path).map(Duration.class::cast);
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
