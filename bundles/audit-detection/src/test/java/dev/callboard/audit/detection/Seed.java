package dev.callboard.audit.detection;

import dev.callboard.platform.audit.AuditRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records as the audit log has them. */
final class Seed {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Seed(String eventId, String sub, String targetKind, String targetRef) {
    values.put("eventId", eventId);
    values.put("sub", sub);
    values.put("status", "succeeded");
    values.put("actor", Map.of("type", "system", "ref", "system:ingestion"));
    values.put("target", Map.of("kind", targetKind, "ref", targetRef));
    values.put("cause", Map.of());
    values.put("meta", Map.of());
  }

  static Seed entity(String sub, String ref) {
    return new Seed("entity-mutate", sub, "entity", ref);
  }

  static Seed plugin(String eventId) {
    return new Seed(eventId, "", "plugin", "sample");
  }

  Seed user(String ref) {
    return with("actor", Map.of("type", "user", "ref", ref));
  }

  Seed from(String location) {
    return with("cause", Map.of("location", location));
  }

  Seed meta(String key, Object value) {
    Map<String, Object> meta = new LinkedHashMap<>();
    ((Map<?, ?>) values.get("meta")).forEach((name, each) -> meta.put(name.toString(), each));
    meta.put(key, value);
    return with("meta", meta);
  }

  Seed patch(String path) {
    return with("patch", List.of(Map.of("op", "replace", "path", path, "value", "x")));
  }

  Seed failed() {
    return with("status", "failed");
  }

  private Seed with(String key, Object value) {
    values.put(key, value);
    return this;
  }

  AuditRecord at(long seq, Instant time) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("ts", time.toString().replace("Z", time.getNano() == 0 ? ".000000Z" : "Z"));
    return new AuditRecord(seq, "", "", "{}", all);
  }
}
