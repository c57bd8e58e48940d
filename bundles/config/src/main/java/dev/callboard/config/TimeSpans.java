package dev.callboard.config;

import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads time spans as Backstage writes them; empty when it is none. */
final class TimeSpans {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([a-z]*)");
  private static final Map<String, Duration> WORDS =
      Map.ofEntries(
          Map.entry("milliseconds", Duration.ofMillis(1)),
          Map.entry("seconds", Duration.ofSeconds(1)),
          Map.entry("minutes", Duration.ofMinutes(1)),
          Map.entry("hours", Duration.ofHours(1)),
          Map.entry("days", Duration.ofDays(1)),
          Map.entry("weeks", Duration.ofDays(7)),
          Map.entry("months", Duration.ofDays(30)),
          Map.entry("years", Duration.ofDays(365)));
  private static final Map<String, String> SHORT_WORDS =
      Map.ofEntries(
          Map.entry("ms", "milliseconds"),
          Map.entry("msec", "milliseconds"),
          Map.entry("msecs", "milliseconds"),
          Map.entry("s", "seconds"),
          Map.entry("sec", "seconds"),
          Map.entry("secs", "seconds"),
          Map.entry("m", "minutes"),
          Map.entry("min", "minutes"),
          Map.entry("mins", "minutes"),
          Map.entry("h", "hours"),
          Map.entry("hr", "hours"),
          Map.entry("hrs", "hours"),
          Map.entry("d", "days"),
          Map.entry("w", "weeks"),
          Map.entry("y", "years"));

  private TimeSpans() {}

  static Optional<Duration> parse(Node node) {
    try {
      if (node instanceof MapNode map) {
        return object(map);
      }
      return node instanceof Scalar scalar && scalar.value() instanceof String text
          ? text(text.trim())
          : Optional.empty();
    } catch (ArithmeticException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> text(String text) {
    if (text.matches("(?i)P.+")) {
      return Optional.of(iso(text.toUpperCase(Locale.ROOT)));
    }
    Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches() ? times(matcher.group(1), matcher.group(2)) : Optional.empty();
  }

  /** Adds years, months and weeks to what {@link Duration#parse} knows. */
  private static Duration iso(String text) {
    int time = text.indexOf('T');
    String date = time < 0 ? text : text.substring(0, time);
    Duration days =
        date.length() > 1
            ? Duration.ofDays(java.time.Period.parse(date).toTotalMonths() * 30)
                .plusDays(java.time.Period.parse(date).getDays())
            : Duration.ZERO;
    return time < 0 ? days : days.plus(Duration.parse("P" + text.substring(time)));
  }

  private static Optional<Duration> object(MapNode map) {
    Duration total = Duration.ZERO;
    for (Map.Entry<String, Node> entry : map.entries().entrySet()) {
      if (!WORDS.containsKey(entry.getKey()) || !(entry.getValue() instanceof Scalar scalar)) {
        return Optional.empty();
      }
      if (!scalar.text().matches("[0-9]{1,15}(\\.[0-9]{1,9})?")) {
        return Optional.empty();
      }
      total = total.plus(times(scalar.text(), entry.getKey()).orElse(Duration.ZERO));
    }
    return map.entries().isEmpty() ? Optional.empty() : Optional.of(total);
  }

  private static Optional<Duration> times(String amount, String word) {
    String plural = word.isEmpty() || word.endsWith("s") || word.length() < 3 ? word : word + "s";
    Duration unit = WORDS.get(SHORT_WORDS.getOrDefault(word, plural));
    if (unit == null) {
      return Optional.empty();
    }
    BigDecimal nanos = new BigDecimal(amount).multiply(BigDecimal.valueOf(unit.toNanos()));
    return Optional.of(Duration.ofNanos(nanos.toBigInteger().longValueExact()));
  }
}
