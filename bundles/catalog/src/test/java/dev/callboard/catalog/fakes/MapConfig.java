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
    return Optional.ofNullable(at(path)).map(type::cast);
  }

  /** A value stands under its whole path, or in maps within maps. */
  private Object at(String path) {
    if (values.containsKey(path)) {
      return values.get(path);
    }
    int dot = path.indexOf('.');
    while (dot > 0) {
      Object inner = values.get(path.substring(0, dot));
      if (inner instanceof Map<?, ?> map) {
        return config(map).at(path.substring(dot + 1));
      }
      dot = path.indexOf('.', dot + 1);
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private static MapConfig config(Map<?, ?> map) {
    return new MapConfig((Map<String, Object>) map);
  }

  @Override
  public boolean has(String path) {
    return at(path) != null;
  }

  @Override
  public Set<String> keys() {
    return values.keySet();
  }

  @Override
  public Optional<Config> section(String path) {
    return at(path) instanceof Map<?, ?> map ? Optional.of(config(map)) : Optional.empty();
  }

  @Override
  public List<Config> sections(String path) {
    List<Config> sections = new ArrayList<>();
    if (at(path) instanceof List<?> list) {
      list.forEach(each -> sections.add(config((Map<?, ?>) each)));
    }
    return sections;
  }

  @Override
  public Optional<String> string(String path) {
    return as(path, String.class);
  }

  @Override
  public List<String> strings(String path) {
    return at(path) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
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
    return Optional.ofNullable(at(path));
  }

  @Override
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
