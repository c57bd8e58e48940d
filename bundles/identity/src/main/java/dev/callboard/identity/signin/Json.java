package dev.callboard.identity.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** JSON of this package: what is sealed and what the page of the end carries. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static String write(Map<String, ?> json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not of JSON values", e);
    }
  }

  /** Reads what {@link #write} wrote. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> read(String text) {
    try {
      return MAPPER.readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not what was sealed", e);
    }
  }
}
