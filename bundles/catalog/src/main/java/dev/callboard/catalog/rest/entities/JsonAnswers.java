package dev.callboard.catalog.rest.entities;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.query.EntityPage;
import dev.callboard.catalog.query.FieldProjection;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
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

  private JsonAnswers() {}

  /** Answers an entity as it is stored. */
  static Response entity(EntityHandle entity) {
    return Response.ok(entity.json(), JSON).build();
  }

  /** Answers JSON values. */
  public static Response values(Object value) {
    return Response.ok(bytes(value), JSON).build();
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
    StreamingOutput body =
        out -> {
          writeItems(out, entities, fields);
          out.write('}');
        };
    return Response.ok(body, JSON).build();
  }

  /** Answers a page. */
  static Response page(EntityPage page, FieldProjection fields) {
    Map<String, Object> info = new LinkedHashMap<>();
    page.nextCursor().ifPresent(cursor -> info.put("nextCursor", cursor));
    page.prevCursor().ifPresent(cursor -> info.put("prevCursor", cursor));
    StreamingOutput body =
        out -> {
          writeItems(out, page.items(), fields);
          write(out, ",\"totalItems\":" + page.totalItems() + ",\"pageInfo\":");
          out.write(bytes(info));
          out.write('}');
        };
    return Response.ok(body, JSON).build();
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

  private static void writeItems(
      OutputStream out, List<EntityHandle> entities, FieldProjection fields) throws IOException {
    write(out, "{\"items\":[");
    for (int i = 0; i < entities.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      EntityHandle entity = entities.get(i);
      out.write(entity == null ? NULL : fields.apply(entity.json()));
    }
    out.write(']');
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }
}
