package dev.callboard.catalog.fakes;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration of values by path; a list of maps is a list of sections. */
public record MapConfig(Map<String, Object> values) implements Config {
  private <T> Optional<T> as(String path, Class<T> type) {
    return Optional.ofNullable(values.get(path)).map(type::cast);
  }

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
  @SuppressWarnings("unchecked")
  public List<Config> sections(String path) {
    List<Config> sections = new ArrayList<>();
    if (values.get(path) instanceof List<?> list) {
      list.forEach(each -> sections.add(new MapConfig((Map<String, Object>) each)));
    }
    return sections;
  }

  @Override
  public Optional<String> string(String path) {
    return as(path, String.class);
  }

  @Override
  public List<String> strings(String path) {
    return List.of();
  }

  @Override
  public Optional<Long> number(String path) {
    return as(path, Long.class);
  }

  @Override
  public Optional<Boolean> bool(String path) {
    return as(path, Boolean.class);
  }

  @Override
  public Optional<Duration> duration(String path) {
    return as(path, Duration.class);
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
    return Optional.empty();
  }
}
