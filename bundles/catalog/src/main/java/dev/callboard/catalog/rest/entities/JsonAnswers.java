package dev.callboard.catalog.rest.entities;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.query.EntityPage;
import dev.callboard.catalog.query.FieldProjection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes answers by copying the stored JSON of entities. */
public final class JsonAnswers {
  /** The media type of every answer. */
  public static final String JSON = "application/json; charset=utf-8";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final byte[] NULL = "null".getBytes(UTF_8);

  private static final byte[] START = "{\"items\":[".getBytes(UTF_8);

  /** Up to this size Jersey finds out the length itself. */
  private static final int BUFFER = 8 * 1024;

  /** Up to this size an answer is sent at once, others piece by piece, to copy less. */
  static final int AT_ONCE = 64 * 1024;

  private JsonAnswers() {}

  /** Answers an entity as it is stored. */
  static Response entity(EntityHandle entity) {
    return json(entity.json());
  }

  /** Answers JSON values. */
  public static Response values(Object value) {
    return json(bytes(value));
  }

  /** Answers what is JSON already. */
  static Response json(byte[] json) {
    Response.ResponseBuilder answer = Response.ok(json, JSON);
    if (json.length > BUFFER) {
      // Else it would be sent in chunks, with several calls of the system for one answer.
      answer.header(HttpHeaders.CONTENT_LENGTH, json.length);
    }
    return answer.build();
  }

  /** Answers entities as a list; the supplier gives one after the other, then null. */
  static Response.ResponseBuilder list(Supplier<EntityHandle> entities, FieldProjection fields) {
    StreamingOutput body =
        out -> {
          out.write('[');
          String separator = "";
          for (EntityHandle entity = entities.get(); entity != null; entity = entities.get()) {
            write(out, separator);
            out.write(fields.apply(entity.json()));
            separator = ",";
          }
          out.write(']');
        };
    return Response.ok(body, JSON);
  }

  /** Answers the entities in this order, null for those that are null. */
  static Response items(List<EntityHandle> entities, FieldProjection fields) {
    return items(entities, fields, "]}".getBytes(UTF_8));
  }

  /** Answers a page. */
  static Response page(EntityPage page, FieldProjection fields) {
    Map<String, Object> info = new LinkedHashMap<>();
    page.nextCursor().ifPresent(cursor -> info.put("nextCursor", cursor));
    page.prevCursor().ifPresent(cursor -> info.put("prevCursor", cursor));
    String end = "],\"totalItems\":" + page.totalItems() + ",\"pageInfo\":";
    return items(page.items(), fields, (end + text(info) + "}").getBytes(UTF_8));
  }

  /** Answers an entity and all that it comes from. */
  static Response ancestry(String rootRef, Map<EntityHandle, List<String>> items) {
    StreamingOutput body =
        out -> {
          write(out, "{\"rootEntityRef\":");
          out.write(bytes(rootRef));
          write(out, ",\"items\":[");
          String separator = "";
          for (Map.Entry<EntityHandle, List<String>> item : items.entrySet()) {
            write(out, separator + "{\"entity\":");
            out.write(item.getKey().json());
            write(out, ",\"parentEntityRefs\":");
            out.write(bytes(item.getValue()));
            out.write('}');
            separator = ",";
          }
          write(out, "]}");
        };
    return Response.ok(body, JSON).build();
  }

  private static Response items(List<EntityHandle> entities, FieldProjection fields, byte[] end) {
    List<byte[]> items = new ArrayList<>(entities.size());
    long length = START.length + Math.max(0, entities.size() - 1) + end.length;
    for (EntityHandle entity : entities) {
      if (length > AT_ONCE && !fields.isAll()) {
        return Response.ok(pieces(entities, fields, end), JSON).build();
      }
      byte[] item = entity == null ? NULL : fields.apply(entity.json());
      length += item.length;
      items.add(item);
    }
    if (length > AT_ONCE) {
      return Response.ok(pieces(entities, fields, end), JSON)
          .header(HttpHeaders.CONTENT_LENGTH, length)
          .build();
    }
    return json(joined(items, end, (int) length));
  }

  private static StreamingOutput pieces(
      List<EntityHandle> entities, FieldProjection fields, byte[] end) {
    return out -> writeItems(out, entities, fields, end);
  }

  private static byte[] joined(List<byte[]> items, byte[] end, int length) {
    ByteBuffer all = ByteBuffer.allocate(length).put(START);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        all.put((byte) ',');
      }
      all.put(items.get(i));
    }
    return all.put(end).array();
  }

  private static void writeItems(
      OutputStream out, List<EntityHandle> entities, FieldProjection fields, byte[] end)
      throws IOException {
    out.write(START);
    for (int i = 0; i < entities.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      EntityHandle entity = entities.get(i);
      out.write(entity == null ? NULL : fields.apply(entity.json()));
    }
    out.write(end);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static String text(Object value) {
    return new String(bytes(value), UTF_8);
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }
}
