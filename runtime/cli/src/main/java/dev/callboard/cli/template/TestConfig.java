package dev.callboard.cli.template;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration in which nothing is set but the environment of templates. Tests must come out the
 * same on every machine.
 */
record TestConfig(Map<String, Object> environment) implements Config {
  private static final String PREFIX = "scaffolder.defaultEnvironment.";

  @Override
  public Optional<Object> value(String path) {
    return path.startsWith(PREFIX)
        ? Optional.ofNullable(environment.get(path.substring(PREFIX.length())))
        : Optional.empty();
  }

  @Override
  public boolean has(String path) {
    return value(path).isPresent();
  }

  @Override
  public Set<String> keys() {
    return Set.of();
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
    return Optional.empty();
  }

  @Override
  public List<String> strings(String path) {
    return List.of();
  }

  @Override
  public Optional<Long> number(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> bool(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> duration(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<Long> bytes(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
