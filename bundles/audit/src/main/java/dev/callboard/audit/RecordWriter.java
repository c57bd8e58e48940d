package dev.callboard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns events into the records that are stored. Thread-safe. */
final class RecordWriter {
  /** A record is read whole and kept for years. */
  static final int MAX_LENGTH = 256 * 1024;

  static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ObjectMapper json = new ObjectMapper();
  private final TimeOrderedId ids = new TimeOrderedId();
  private final Clock clock;
  private final String node;

  RecordWriter(Clock clock, String node) {
    this.clock = clock;
    this.node = node;
  }

  /**
   * Makes the row for an event.
   *
   * @throws PortalException with code {@code INTERNAL} when the patch is no JSON or the record is
   *     too large
   */
  OutboxRow row(AuditEvent event) {
    Instant now = clock.instant();
    String id = ids.next(now);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("id", id);
    parts.put("ts", MICROSECONDS.format(now));
    parts.put("node", node);
    parts.put("eventId", event.eventId());
    parts.put("sub", event.subAction());
    parts.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
    parts.put("status", event.status());
    parts.put("actor", actor(event.actor()));
    parts.put("target", Map.of("kind", event.targetKind(), "ref", event.targetRef()));
    parts.put("cause", SecretFilter.clean(event.cause()));
    event.before().ifPresent(digest -> parts.put("before", digest));
    event.after().ifPresent(digest -> parts.put("after", digest));
    event.patch().ifPresent(patch -> parts.put("patch", SecretFilter.clean(parse(patch, event))));
    parts.put("meta", SecretFilter.clean(event.meta()));
    String body = CanonicalJson.write(parts);
    if (body.length() > MAX_LENGTH) {
      throw new PortalException(
          ErrorCode.INTERNAL,
          "The audit event " + event.eventId() + " is longer than " + MAX_LENGTH + " characters");
    }
    return new OutboxRow(id, body);
  }

  private static Map<String, Object> actor(PortalPrincipal principal) {
    List<String> via = new ArrayList<>();
    Optional<PortalPrincipal> next = principal.actor();
    while (next.isPresent() && via.size() < 10) {
      via.add(next.get().getName());
      next = next.get().actor();
    }
    Map<String, Object> actor = new LinkedHashMap<>();
    actor.put("type", principal.type().name().toLowerCase(Locale.ROOT));
    actor.put("ref", principal.getName());
    if (!via.isEmpty()) {
      actor.put("via", via);
    }
    return actor;
  }

  private Object parse(String patch, AuditEvent event) {
    try {
      return json.readValue(patch, Object.class);
    } catch (JsonProcessingException e) {
      // Without the cause, which quotes the text.
      throw new PortalException(
          ErrorCode.INTERNAL, "The patch of the audit event " + event.eventId() + " is no JSON");
    }
  }
}
