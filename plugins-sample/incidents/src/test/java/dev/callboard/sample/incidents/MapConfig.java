package dev.callboard.sample.incidents;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration with values of the right types. */
record MapConfig(Map<String, Object> values) implements Config {
  @Override
  public boolean has(String path) {
    return values.containsKey(path);
  }

  @Override
  public Set<String> keys() {
    return values.keySet();
  }

  @Override
  public Optional<Config> section(String path) {
    return Optional.empty();
  }

  @Override
  public List<Config> sections(String path) {
    return List.of();
  }

  @Override
  public Optional<String> string(String path) {
    return value(path).map(String::valueOf);
  }

  @Override
  public List<String> strings(String path) {
    return string(path).stream().toList();
  }

  @Override
  public Optional<Long> number(String path) {
    return value(path).map(value -> ((Number) value).longValue());
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
    return Optional.ofNullable(values.get(path));
  }

  @Override
  public Optional<String> origin(String path) {
    return has(path) ? Optional.of("app-config.yaml:3") : Optional.empty();
  }
}
