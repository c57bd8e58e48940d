package dev.callboard.catalog.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** JSON texts of the catalog's own rows. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private Json() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON values", e);
    }
  }

  /** Reads an object that the catalog itself has stored. */
  static Map<String, Object> object(String text) {
    try {
      return MAPPER.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a row that is not JSON", e);
    }
  }

  static List<Map<String, Object>> objects(String text) {
    try {
      return text == null ? List.of() : MAPPER.readValue(text, OBJECTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a row that is not JSON", e);
    }
  }
}
