package dev.callboard.audit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a record that have columns of their own, for queries. Thread-safe. */
final class RecordColumns {
  /** The columns. */
  static final String NAMES = "ts, event_id, severity, status, actor, target_kind, target_ref";

  private static final List<JsonPointer> POINTERS =
      Stream.of(
              "/ts",
              "/eventId",
              "/severity",
              "/status",
              "/actor/ref",
              "/target/kind",
              "/target/ref")
          .map(JsonPointer::compile)
          .toList();

  private final ObjectMapper json = new ObjectMapper();

  /** Returns their values, in the order of {@link #NAMES}. */
  List<String> of(String body) {
    JsonNode parts = parse(body);
    return POINTERS.stream().map(pointer -> parts.at(pointer).asText()).toList();
  }

  /** A row that somebody else put into an outbox is kept as evidence, whatever it is. */
  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.createObjectNode();
    }
  }
}
