package dev.callboard.catalog.rest.locations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.store.Location;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of answers, cursors and stored rows. */
final class Json {
  /** The media type of every answer. */
  static final String TYPE = "application/json; charset=utf-8";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private Json() {}

  static Response answer(int status, Object value) {
    return Response.status(status).type(TYPE).entity(bytes(value)).build();
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }

  /** Reads an object; null when the bytes hold JSON {@code null}. */
  static Map<String, Object> object(byte[] bytes) throws IOException {
    return MAPPER.readValue(bytes, OBJECT);
  }

  /** Reads a list of objects that the catalog itself has stored; null gives none. */
  static List<Map<String, Object>> stored(String text) {
    try {
      return text == null ? List.of() : MAPPER.readValue(text, OBJECTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a row that is not JSON", e);
    }
  }

  /** Returns a location. */
  static Map<String, Object> location(Location location) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", location.id());
    json.put("type", location.type());
    json.put("target", location.target());
    json.put("entityRef", location.entityRef());
    return json;
  }

  /** Returns a location of a page, whose keys the reference has in another order. */
  static Map<String, Object> item(Location location) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", location.id());
    json.put("target", location.target());
    json.put("type", location.type());
    json.put("entityRef", location.entityRef());
    return json;
  }
}
