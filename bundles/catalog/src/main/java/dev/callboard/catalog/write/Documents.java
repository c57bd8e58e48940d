package dev.callboard.catalog.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON values as the text that is stored. */
final class Documents {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Documents() {}

  static String text(Map<String, Object> document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON values", e);
    }
  }

  static byte[] bytes(Map<String, Object> document) {
    return text(document).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what the catalog itself has stored. */
  static Map<String, Object> parse(String text) {
    try {
      return MAPPER.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a document that is not JSON", e);
    }
  }

  static Map<?, ?> metadata(Map<String, Object> entity) {
    return (Map<?, ?>) entity.get("metadata");
  }

  /** Returns an entity without what it would be given only when it is stored. */
  static Map<String, Object> withoutIdentity(Map<String, Object> entity) {
    Map<String, Object> copy = new LinkedHashMap<>(entity);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata(entity).forEach((key, value) -> metadata.put((String) key, value));
    metadata.remove("uid");
    metadata.remove("etag");
    copy.put("metadata", metadata);
    return copy;
  }
}
