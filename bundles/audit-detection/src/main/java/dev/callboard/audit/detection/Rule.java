package dev.callboard.audit.detection;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule. Immutable.
 *
 * @param severity low, normal, high or critical
 * @param when all of these must hold
 * @param incident the path of what tells incidents of this rule apart
 * @param coolDown for how long what is found again belongs to the same incident
 * @param threshold how often it must be found
 */
record Rule(
    String id,
    String title,
    String severity,
    boolean enabled,
    List<Condition> when,
    String incident,
    Duration coolDown,
    Optional<Threshold> threshold) {
  /**
   * How often something must be found.
   *
   * @param atLeast for how many targets
   * @param within in what time
   * @param by the path of what is counted together
   * @param share how many percent of the entities of that owner they must be; 0 for any
   */
  record Threshold(int atLeast, Duration within, String by, int share) {}

  private static final Set<String> KEYS =
      Set.of("title", "severity", "enabled", "when", "incident", "coolDown", "threshold");
  private static final Set<String> SEVERITIES = Set.of("low", "normal", "high", "critical");

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException that tells what is wrong with it
   */
  static Rule of(String id, Map<?, ?> said, Map<String, List<String>> parameters) {
    for (Object key : said.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new IllegalArgumentException(
            "the key '" + key + "' is unknown; there are " + KEYS.stream().sorted().toList());
      }
    }
    if (!(said.get("when") instanceof Map<?, ?> conditions) || conditions.isEmpty()) {
      throw new IllegalArgumentException("'when' must be an object of conditions");
    }
    List<Condition> when = new ArrayList<>();
    conditions.forEach(
        (path, test) -> when.addAll(Condition.of(String.valueOf(path), test, parameters)));
    String severity = text(said, "severity", "normal");
    if (!SEVERITIES.contains(severity)) {
      throw new IllegalArgumentException(
          "'severity' must be one of " + SEVERITIES.stream().sorted().toList());
    }
    return new Rule(
        id,
        text(said, "title", id),
        severity,
        Boolean.parseBoolean(text(said, "enabled", "true")),
        List.copyOf(when),
        text(said, "incident", "target.ref"),
        duration("coolDown", text(said, "coolDown", "1h")),
        said.get("threshold") instanceof Map<?, ?> map
            ? Optional.of(threshold(map))
            : Optional.empty());
  }

  private static Threshold threshold(Map<?, ?> said) {
    int atLeast = number(said, "atLeast", 1, 1_000_000);
    int share = said.containsKey("share") ? number(said, "share", 0, 100) : 0;
    return new Threshold(
        atLeast,
        duration("threshold.within", text(said, "within", "10m")),
        text(said, "by", "target.ref"),
        share);
  }

  private static int number(Map<?, ?> said, String key, int least, int most) {
    try {
      int value = Integer.parseInt(text(said, key, ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "'threshold." + key + "' must be a number from " + least + " to " + most);
  }

  private static String text(Map<?, ?> said, String key, String fallback) {
    Object value = said.get(key);
    return value == null ? fallback : value.toString();
  }

  private static Duration duration(String key, String text) {
    try {
      String iso = text.toUpperCase(Locale.ROOT);
      Duration found =
          Duration.parse(iso.startsWith("P") ? iso : iso.endsWith("D") ? "P" + iso : "PT" + iso);
      if (!found.isNegative()) {
        return found;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw new IllegalArgumentException("'" + key + "' must be a time span such as 10m or 24h");
  }

  /** Returns whether it can find anything. */
  boolean isActive() {
    return enabled && when.stream().noneMatch(Condition::isIdle);
  }

  /** Returns whether a record is what it looks for; a threshold is not looked at. */
  boolean matches(Facts facts) {
    return when.stream().allMatch(condition -> condition.holds(facts));
  }
}
