package dev.callboard.audit.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An incident.
 *
 * @param incident what tells it apart from others of its rule
 * @param recipients references of those who own what it is about
 * @param firstSeq the first record of it
 * @param occurrences how many records belong to it
 * @param acknowledgement who has dealt with it; empty while it waits
 */
record Alert(
    String id,
    String rule,
    String incident,
    String title,
    String severity,
    String actor,
    String targetKind,
    String targetRef,
    List<String> recipients,
    long firstSeq,
    long lastSeq,
    String firstTs,
    String lastTs,
    long occurrences,
    Optional<Acknowledgement> acknowledgement) {
  /** Returns it for clients. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("rule", rule);
    json.put("title", title);
    json.put("severity", severity);
    json.put("actor", actor);
    json.put("target", Map.of("kind", targetKind, "ref", targetRef));
    json.put("firstSeq", firstSeq);
    json.put("lastSeq", lastSeq);
    json.put("firstAt", firstTs);
    json.put("lastAt", lastTs);
    json.put("occurrences", occurrences);
    json.put("acknowledgement", acknowledgement.map(Acknowledgement::json).orElse(null));
    return json;
  }
}
