package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration whose map has the full paths as keys. */
public record FakeConfig(Map<String, Object> values) implements Config {
  /** Returns a configuration of paths and values in turn. */
  public static FakeConfig of(Object... pairs) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return new FakeConfig(values);
  }

  @Override
  public boolean has(String path) {
    return values.containsKey(path) || !keysBelow(path).isEmpty();
  }

  @Override
  public Set<String> keys() {
    return keysBelow("");
  }

  private Set<String> keysBelow(String path) {
    Set<String> keys = new LinkedHashSet<>();
    String prefix = path.isEmpty() ? "" : path + ".";
    for (String key : values.keySet()) {
      if (key.startsWith(prefix)) {
        keys.add(key.substring(prefix.length()).split("\\.")[0]);
      }
    }
    return keys;
  }

  @Override
  public Optional<Config> section(String path) {
    Map<String, Object> below = new java.util.LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(path + ".")) {
            below.put(key.substring(path.length() + 1), value);
          }
        });
    return below.isEmpty() ? Optional.empty() : Optional.of(new FakeConfig(below));
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
    Object value = values.get(path);
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  @Override
  public Optional<Long> number(String path) {
    return value(path).map(value -> Long.parseLong(value.toString()));
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
    return Optional.ofNullable(values.get(path));
  }

  @Override
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
