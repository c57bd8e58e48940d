package dev.callboard.database;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration made of maps. */
record MapConfig(Map<String, Object> map) implements Config {
  @Override
  public boolean has(String path) {
    return value(path).isPresent();
  }

  @Override
  public Set<String> keys() {
    return map.keySet();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Optional<Config> section(String path) {
    return value(path).map(value -> new MapConfig((Map<String, Object>) value));
  }

  @Override
  public List<Config> sections(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> string(String path) {
    return value(path).map(Object::toString);
  }

  @Override
  public List<String> strings(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Long> number(String path) {
    return value(path).map(Long.class::cast);
  }

  @Override
  public Optional<Boolean> bool(String path) {
    return value(path).map(Boolean.class::cast);
  }

  @Override
  public Optional<Duration> duration(String path) {
    return value(path).map(value -> Duration.parse(value.toString()));
  }

  @Override
  public Optional<Long> bytes(String path) {
    return number(path);
  }

  @Override
  public Optional<Object> value(String path) {
    Object value = map;
    for (String key : path.split("\\.")) {
      value = value instanceof Map<?, ?> section ? section.get(key) : null;
    }
    return Optional.ofNullable(value);
  }

  @Override
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
