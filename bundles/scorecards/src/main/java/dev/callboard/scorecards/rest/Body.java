package dev.callboard.scorecards.rest;

import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** What a request brings, checked when it is read. */
final class Body {
  private final Map<String, Object> values;

  Body(Map<String, Object> values) {
    if (values == null) {
      throw PortalException.input("The request must have a JSON object as its body");
    }
    this.values = values;
  }

  String text(String name, int most) {
    Object value = values.get(name);
    if (!(value instanceof String text) || text.isBlank() || text.length() > most) {
      throw PortalException.input(name + " must be a text of 1 to " + most + " characters");
    }
    return text.strip();
  }

  String text(String name) {
    return values.containsKey(name) ? text(name, 500) : "";
  }

  List<String> texts(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw PortalException.input(name + " must be a list of texts");
  }

  long expiry(String name, long now, Duration most) {
    String text = text(name, 50);
    Instant at;
    try {
      at = Instant.parse(text.length() == 10 ? text + "T23:59:59Z" : text);
    } catch (DateTimeParseException e) {
      throw PortalException.input(
          name + " must be a date such as 2027-01-31 or 2027-01-31T12:00:00Z, not '" + text + "'");
    }
    if (at.toEpochMilli() <= now) {
      throw PortalException.input(name + " must lie in the future");
    }
    if (at.toEpochMilli() - now > most.toMillis()) {
      throw PortalException.input(
          name
              + " must be at most "
              + most.toDays()
              + " days away (scorecards.waivers.maxDuration)");
    }
    return at.toEpochMilli();
  }
}
