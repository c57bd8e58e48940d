package dev.callboard.notifications.rest;

import dev.callboard.notifications.store.NotificationQuery;
import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The query parameters of a list. */
final class ListParameters {
  private static final int PAGE = 100;

  private final MultivaluedMap<String, String> given;

  ListParameters(MultivaluedMap<String, String> given) {
    this.given = given;
  }

  NotificationQuery query() {
    return new NotificationQuery(
        text("search"),
        bool("read"),
        bool("saved"),
        text("createdAfter").map(ListParameters::millis),
        text("topic"),
        text("minimumSeverity").map(NotificationJson::severity).map(Enum::ordinal).orElse(0));
  }

  /** Returns the order: {@code orderField}, or {@code sort} with {@code sortOrder}. */
  List<String> order() {
    List<String> fields = new ArrayList<>(given.getOrDefault("orderField", List.of()));
    if (fields.isEmpty()) {
      text("sort").ifPresent(sort -> fields.add(sort + "," + text("sortOrder").orElse("desc")));
    }
    return fields;
  }

  int limit() {
    return number("limit", PAGE, PAGE);
  }

  int offset() {
    return number("offset", 0, Integer.MAX_VALUE);
  }

  private int number(String name, int byDefault, int most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return byDefault;
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= 0) {
        return Math.min(number, most);
      }
    } catch (NumberFormatException e) {
      // Told below, as for negative numbers.
    }
    throw PortalException.input(name + " must be a whole number of 0 or more");
  }

  private Optional<Boolean> bool(String name) {
    return text(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw PortalException.input(name + " must be true or false");
                });
  }

  private static long millis(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : text.endsWith("Z")
              ? Instant.parse(text).toEpochMilli()
              : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw PortalException.input("createdAfter must be a time such as 2026-11-21T10:00:00Z");
    }
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(given.getFirst(name)).filter(value -> !value.isEmpty());
  }
}
