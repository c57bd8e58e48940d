package dev.callboard.supply.chain.rest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.finding.Decisions;
import dev.callboard.supply.chain.finding.FindingState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.OptionalLong;

/** Reads a decision. */
final class DecisionRequest {
  private DecisionRequest() {}

  static Decisions.Request of(Map<String, Object> body) {
    if (body == null) {
      throw PortalException.input("The body must be an object with state and reason");
    }
    FindingState state = FindingState.of(text(body, "state"));
    String reason = text(body, "reason");
    if (state != FindingState.OPEN && reason.isBlank()) {
      throw PortalException.input("reason must say why, for whoever comes next");
    }
    return new Decisions.Request(
        state, reason, text(body, "justification"), expires(text(body, "expires")));
  }

  private static String text(Map<String, Object> body, String key) {
    Object value = body.get(key);
    if (value == null) {
      return "";
    }
    if (!(value instanceof String text) || text.length() > 2_000 || text.indexOf('\0') >= 0) {
      throw PortalException.input(key + " must be a text of at most 2000 characters");
    }
    return text.strip();
  }

  private static OptionalLong expires(String text) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
              : Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw PortalException.input(
          "expires must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z");
    }
  }
}
