package dev.callboard.catalog.rest.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.history.DeletedEntity;
import dev.callboard.catalog.history.Version;
import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What requests about the past bring and get. */
public final class HistoryAnswers {
  private HistoryAnswers() {}

  /** Returns a change without the entity. */
  static Map<String, Object> row(Version version) {
    Map<String, Object> json = row(version.change());
    version.changed().ifPresent(paths -> json.put("changed", paths));
    return json;
  }

  /** Returns a change with the entity and the way from the form before. */
  static Map<String, Object> full(Version version) {
    Map<String, Object> json = row(version);
    version
        .after()
        .ifPresent(form -> json.put("entity", new RawValue(new String(form.json(), UTF_8))));
    version.patch().ifPresent(patch -> json.put("diff", new RawValue(patch)));
    return json;
  }

  /** Returns a deleted entity. */
  public static Map<String, Object> deleted(DeletedEntity deleted) {
    Map<String, Object> json = new LinkedHashMap<>();
    Change change = deleted.change();
    json.put("uid", change.uid().toString());
    json.put("entityRef", change.ref());
    json.put("deletedAt", change.at().toString());
    json.put("actor", change.actor());
    json.put("cause", change.cause());
    json.put("seq", change.seq());
    json.put("entity", new RawValue(new String(deleted.form().json(), UTF_8)));
    return json;
  }

  private static Map<String, Object> row(Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", change.seq());
    json.put("at", change.at().toString());
    json.put("type", change.type().word());
    json.put("entityRef", change.ref());
    json.put("uid", change.uid().toString());
    json.put("actor", change.actor());
    json.put("cause", change.cause());
    if (change.etagBefore() != null) {
      json.put("etagBefore", change.etagBefore());
    }
    if (change.etagAfter() != null) {
      json.put("etagAfter", change.etagAfter());
    }
    return json;
  }

  /** Reads a cursor: the number before which a page starts; none starts at the end. */
  public static long cursor(String text) {
    if (text == null) {
      return Long.MAX_VALUE;
    }
    try {
      long seq = Long.parseLong(text);
      if (seq > 0) {
        return seq;
      }
    } catch (NumberFormatException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw PortalException.input("Malformed cursor: it has to be the nextCursor of the page before");
  }

  /** Reads the size of a page. */
  public static int limit(String text) {
    if (text == null) {
      return 50;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= 500) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw PortalException.input("request/query/limit must be an integer from 1 to 500");
  }

  /** Reads a time of ISO 8601 with its offset. */
  public static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw PortalException.input(
          "request/query/at must be a time such as 2026-11-21T05:00:00Z, with its offset");
    }
  }
}
