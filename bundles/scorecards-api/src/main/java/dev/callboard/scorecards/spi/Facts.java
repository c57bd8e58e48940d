package dev.callboard.scorecards.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider knows of an entity: JSON values by name. A name with the value null is known to
 * have none, such as the date of the oldest finding of an entity without findings; a name that is
 * missing is unknown. Immutable as long as the values are not changed.
 */
public final class Facts {
  private final Map<String, Object> values;
  private final String reason;
  private final String evidence;
  private final String missing;

  private Facts(Map<String, Object> values, String reason, String evidence, String missing) {
    this.values = values;
    this.reason = reason;
    this.evidence = evidence;
    this.missing = missing;
  }

  /** Returns facts. The map may have null as a value. */
  public static Facts of(Map<String, Object> values) {
    requireNonNull(values, "values is null");
    return new Facts(Collections.unmodifiableMap(new LinkedHashMap<>(values)), "", "", "");
  }

  /**
   * Returns that nothing is known.
   *
   * @param reason why, for people, without secrets
   */
  public static Facts unknown(String reason) {
    return new Facts(Map.of(), requireNonNull(reason, "reason is null"), "", "");
  }

  /** Returns the same facts with the address where people can look at them. */
  public Facts withEvidence(String url) {
    return new Facts(values, reason, requireNonNull(url, "url is null"), missing);
  }

  /**
   * Returns the same facts with why those that are left out are not known.
   *
   * @param why for people, without secrets, such as {@code no document has arrived yet}
   * @since 1.1
   */
  public Facts withMissing(String why) {
    return new Facts(values, reason, evidence, requireNonNull(why, "why is null"));
  }

  /** Returns the values by their names. */
  public Map<String, Object> values() {
    return values;
  }

  /** Returns why nothing is known, or empty. */
  public Optional<String> reason() {
    return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
  }

  /**
   * Returns why those that are left out are not known, or empty.
   *
   * @since 1.1
   */
  public Optional<String> missing() {
    return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
  }

  /** Returns where people can look at them, or empty. */
  public Optional<String> evidence() {
    return evidence.isEmpty() ? Optional.empty() : Optional.of(evidence);
  }
}
