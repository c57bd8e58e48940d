package dev.callboard.catalog.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.changes.Change;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Some changes that a reader may see.
 *
 * @param changes in their order
 * @param position where to go on, which may be beyond the last of them
 * @param more whether there are further changes already
 */
public record FeedPage(List<Change> changes, long position, boolean more) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Returns the page as JSON. */
  public byte[] json(boolean withEntity) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeFieldName("items");
      ChangeJson.list(out, changes, withEntity);
      out.writeStringField("cursor", Long.toString(position));
      out.writeBooleanField("more", more);
      out.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("changes could not be written", e);
    }
    return bytes.toByteArray();
  }
}
