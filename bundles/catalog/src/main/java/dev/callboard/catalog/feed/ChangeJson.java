package dev.callboard.catalog.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeType;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Changes as JSON, the same for readers of the feed and for webhooks. */
public final class ChangeJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ChangeJson() {}

  /** Returns a change on one line. */
  public static String of(Change change, boolean withEntity) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(out, change, withEntity);
    } catch (IOException e) {
      throw new IllegalStateException("a change could not be written", e);
    }
    return text.toString();
  }

  /** Writes changes as a list. */
  static void list(JsonGenerator out, List<Change> changes, boolean withEntity) throws IOException {
    out.writeStartArray();
    for (Change change : changes) {
      write(out, change, withEntity);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, Change change, boolean withEntity)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("seq", change.seq());
    out.writeStringField("at", change.at().toString());
    out.writeStringField("op", change.type().word());
    out.writeStringField("entityRef", change.ref());
    out.writeStringField("uid", change.uid().toString());
    text(out, "etagBefore", change.etagBefore());
    text(out, "etagAfter", change.etagAfter());
    out.writeStringField("actor", change.actor());
    out.writePOJOField("cause", change.cause());
    if (withEntity && change.type() != ChangeType.DELETE && change.entity() != null) {
      out.writeFieldName("entity");
      out.writeRawValue(new String(change.entity(), UTF_8));
    }
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }
}
