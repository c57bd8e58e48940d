package dev.callboard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Records as clients get them. Thread-safe. */
final class EventJson {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();

  /** Returns what a list shows of a record; what changed is left for {@link #whole}. */
  Map<String, Object> item(StoredEvent event) {
    Map<String, Object> body = record(event).orElse(Map.of());
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("seq", event.seq());
    item.put("id", event.id());
    item.put("ts", event.ts());
    item.put("node", body.getOrDefault("node", ""));
    item.put("eventId", event.copies().get(1));
    item.put("sub", body.getOrDefault("sub", ""));
    item.put("severity", event.copies().get(2));
    item.put("status", event.copies().get(3));
    item.put("actor", object(body, "actor", Map.of("ref", event.copies().get(4))));
    item.put(
        "target",
        object(
            body, "target", Map.of("kind", event.copies().get(5), "ref", event.copies().get(6))));
    item.put("cause", object(body, "cause", Map.of()));
    item.put("meta", object(body, "meta", Map.of()));
    item.put("hasPatch", body.containsKey("patch"));
    item.put("hash", event.hash());
    return item;
  }

  private static Object object(Map<String, Object> body, String name, Map<String, ?> fallback) {
    return body.get(name) instanceof Map<?, ?> map ? map : fallback;
  }

  /**
   * Returns everything that is stored of a record.
   *
   * @param hasNext whether another one follows
   */
  Map<String, Object> whole(StoredEvent event, boolean hasNext) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("seq", event.seq());
    whole.put("prev", event.prev());
    whole.put("hash", event.hash());
    whole.put("intact", event.isIntact());
    whole.put("previousSeq", event.seq() > 1 ? event.seq() - 1 : null);
    whole.put("nextSeq", hasNext ? event.seq() + 1 : null);
    Optional<Map<String, Object>> record = record(event);
    whole.put("record", record.orElse(null));
    if (record.isEmpty()) {
      whole.put("text", event.body());
    }
    return whole;
  }

  /** Empty for what is no JSON: somebody else wrote it. */
  Optional<Map<String, Object>> record(StoredEvent event) {
    try {
      return Optional.ofNullable(json.readValue(event.body(), OBJECT));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
