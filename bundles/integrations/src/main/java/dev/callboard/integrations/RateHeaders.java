package dev.callboard.integrations;

import dev.callboard.integrations.spi.HostAnswer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an answer says about how many requests its host wants: {@code Retry-After} (RFC 9110,
 * 10.2.3) and {@code X-RateLimit-*} as GitHub or {@code RateLimit-*} as GitLab documents them, with
 * the reset as seconds since 1970.
 */
final class RateHeaders {
  // A host that is wrong about the time must not keep itself away for days.
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration UNKNOWN = Duration.ofSeconds(60);

  private final HostAnswer answer;
  private final Clock clock;

  RateHeaders(HostAnswer answer, Clock clock) {
    this.answer = answer;
    this.clock = clock;
  }

  /** Tells the gate. */
  void tell(HostGate gate) {
    long left = number("remaining");
    gate.rate(number("limit"), left);
    boolean refused =
        answer.status() == 429
            || (answer.status() == 403 && (left == 0 || header("retry-after").isPresent()))
            || (answer.status() == 503 && header("retry-after").isPresent());
    if (refused) {
      gate.limited(bounded(retryAfter().or(this::reset).orElse(clock.instant().plus(UNKNOWN))));
    } else if (left == 0) {
      reset().ifPresent(time -> gate.limited(bounded(time)));
    }
  }

  /** Returns when to try again, or empty when the answer does not say. */
  Optional<Instant> retryAfter() {
    return header("retry-after").flatMap(this::time).map(this::bounded);
  }

  private Instant bounded(Instant time) {
    Instant latest = clock.instant().plus(LONGEST);
    return time.isAfter(latest) ? latest : time;
  }

  private Optional<Instant> time(String text) {
    try {
      if (!text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit)) {
        return Optional.of(clock.instant().plusSeconds(Long.parseLong(text)));
      }
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> reset() {
    long seconds = number("reset");
    return seconds < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  private long number(String name) {
    String text = header("x-ratelimit-" + name).or(() -> header("ratelimit-" + name)).orElse("");
    boolean digits = !text.isEmpty() && text.length() < 12 && text.matches("[0-9]+");
    return digits ? Long.parseLong(text) : -1;
  }

  private Optional<String> header(String name) {
    return answer.header(name).map(String::strip);
  }
}
