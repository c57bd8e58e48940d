package dev.callboard.sample.incidents;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that went wrong with a component.
 *
 * @param id a UUID
 * @param title what happened, for people
 * @param component the reference of the component, in its canonical form
 * @param severity how bad it is
 * @param opened when it was told
 * @param resolved when it was over; empty while it is open
 */
public record Incident(
    String id,
    String title,
    String component,
    Severity severity,
    Instant opened,
    Optional<Instant> resolved) {
  /** Returns this incident as the REST API writes it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("title", title);
    json.put("component", component);
    json.put("severity", severity.text());
    json.put("openedAt", opened.toString());
    resolved.ifPresent(time -> json.put("resolvedAt", time.toString()));
    return json;
  }
}
