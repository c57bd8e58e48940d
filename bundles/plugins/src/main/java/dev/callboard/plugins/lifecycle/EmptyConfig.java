package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A configuration that says nothing, for the defaults. */
final class EmptyConfig implements Config {
  @Override
  public boolean has(String path) {
    return false;
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
  public Optional<Object> value(String path) {
    return Optional.empty();
  }

  @Override
  public Optional<String> origin(String path) {
    return Optional.empty();
  }
}
