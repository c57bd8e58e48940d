package dev.callboard.scaffolder.action;

import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads lengths of time, such as {@code {days: 2, hours: 12}}. */
final class Spans {
  private static final Map<String, Long> MILLIS =
      Map.of("days", 86_400_000L, "hours", 3_600_000L, "minutes", 60_000L, "seconds", 1_000L);

  private Spans() {}

  /** Returns a length of time of an input, or empty when it is not there. */
  static Optional<Duration> of(Map<String, Object> input, String name) {
    if (!(input.get(name) instanceof Map<?, ?> span)) {
      return Optional.empty();
    }
    double millis = 0;
    for (Map.Entry<?, ?> part : span.entrySet()) {
      millis += ((Number) part.getValue()).doubleValue() * MILLIS.get(part.getKey());
    }
    if (!(millis > 0 && millis < Long.MAX_VALUE)) {
      throw PortalException.input(name + " must be more than no time");
    }
    return Optional.of(Duration.ofMillis((long) millis));
  }
}
