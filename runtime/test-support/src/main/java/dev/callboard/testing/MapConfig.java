package dev.callboard.testing;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration over nested maps. Values have the types that YAML would give them; time spans are
 * written as ISO 8601 or given as {@link Duration}.
 *
 * @param values keys without dots, and values, maps and lists
 */
public record MapConfig(Map<String, Object> values) implements Config {
  /** Returns a configuration without a key. */
  public static MapConfig empty() {
    return new MapConfig(Map.of());
  }

  /** Returns a configuration of dotted paths and values in turn. */
  public static MapConfig of(Object... pairs) {
    MapConfig config = empty();
    for (int i = 0; i < pairs.length; i += 2) {
      config = config.with((String) pairs[i], pairs[i + 1]);
    }
    return config;
  }

  /** Returns a copy with a value at a dotted path. */
  public MapConfig with(String path, Object value) {
    int dot = path.indexOf('.');
    Map<String, Object> copy = new LinkedHashMap<>(values);
    if (dot < 0) {
      copy.put(path, value);
      return new MapConfig(copy);
    }
    String head = path.substring(0, dot);
    MapConfig child = new MapConfig(object(values.get(head)));
    copy.put(head, child.with(path.substring(dot + 1), value).values);
    return new MapConfig(copy);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  @Override
  public Optional<Object> value(String path) {
    Object current = values;
    for (String key : path.split("\\.")) {
      current = object(current).get(key);
    }
    return Optional.ofNullable(current);
  }

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
    return value(path).filter(Map.class::isInstance).map(map -> new MapConfig(object(map)));
  }

  @Override
  public List<Config> sections(String path) {
    return list(path).stream().map(item -> (Config) new MapConfig(object(item))).toList();
  }

  private List<?> list(String path) {
    Object value = value(path).orElse(List.of());
    return value instanceof List<?> list ? list : List.of(value);
  }

  @Override
  public Optional<String> string(String path) {
    return value(path).filter(value -> !(value instanceof Map)).map(String::valueOf);
  }

  @Override
  public List<String> strings(String path) {
    return list(path).stream().map(String::valueOf).toList();
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
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
