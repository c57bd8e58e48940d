package dev.callboard.supply.chain.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How an entity stands. Immutable.
 *
 * @param components how many components its bills of materials list
 * @param lastDocument when a document about it arrived last, or empty when none has
 * @param open how many open findings it has by severity: {@code critical}, {@code high}, {@code
 *     medium}, {@code low}, {@code none} and {@code unknown}; those without a finding are left out
 * @param exploited how many open findings are known to be exploited
 * @param oldestCritical since when the oldest open critical finding is known, or empty
 */
public record SecurityPosture(
    long components,
    Optional<Instant> lastDocument,
    Map<String, Long> open,
    long exploited,
    Optional<Instant> oldestCritical) {
  /** Copies the map. */
  public SecurityPosture {
    requireNonNull(lastDocument, "lastDocument is null");
    requireNonNull(oldestCritical, "oldestCritical is null");
    open = Map.copyOf(open);
  }
}
