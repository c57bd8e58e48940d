package dev.callboard.ownership;

import dev.callboard.integrations.spi.Glob;
import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the operator says about measuring.
 *
 * @param kinds of entities that have owners, in lower case
 * @param commits how many are read of a history
 * @param files how many are followed
 * @param excluded paths that nobody owns
 * @param every how often a repository is read that nobody is known to have pushed to
 * @param keep how long changes are kept
 */
public record OwnershipSettings(
    Set<String> kinds,
    int commits,
    int files,
    List<String> excluded,
    Duration every,
    Duration keep) {
  private static final List<String> KINDS =
      List.of("component", "api", "resource", "system", "domain", "template");
  private static final List<String> EXCLUDED =
      List.of(
          "**/node_modules/**",
          "**/vendor/**",
          "**/third_party/**",
          "**/package-lock.json",
          "**/yarn.lock",
          "**/pnpm-lock.yaml",
          "**/go.sum",
          "**/Cargo.lock",
          "**/poetry.lock",
          "**/*.min.js");

  /** Copies the collections. */
  public OwnershipSettings {
    kinds = Set.copyOf(kinds);
    excluded = List.copyOf(excluded);
  }

  /** Reads the section {@code ownership}. */
  public static OwnershipSettings of(Config config) {
    return new OwnershipSettings(
        texts(config, "ownership.kinds", KINDS).stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new)),
        number(config, "ownership.history.commits", 10_000),
        number(config, "ownership.history.files", 100_000),
        texts(config, "ownership.history.exclude", EXCLUDED),
        config.duration("ownership.history.interval").orElse(Duration.ofDays(1)),
        config.duration("ownership.keep").orElse(Duration.ofDays(400)));
  }

  private static List<String> texts(Config config, String key, List<String> otherwise) {
    return config.has(key) ? config.strings(key) : otherwise;
  }

  private static int number(Config config, String key, long otherwise) {
    return (int) Math.min(Integer.MAX_VALUE, config.number(key).orElse(otherwise));
  }

  /** Returns a test for paths that nobody owns. */
  java.util.function.Predicate<String> exclusion() {
    List<Glob> globs = excluded.stream().map(Glob::of).toList();
    return path -> globs.stream().anyMatch(each -> each.matches(path));
  }

  /** Returns a text that differs when histories have to be counted anew. */
  String key() {
    return commits + " " + files + " " + Integer.toHexString(excluded.hashCode());
  }
}
