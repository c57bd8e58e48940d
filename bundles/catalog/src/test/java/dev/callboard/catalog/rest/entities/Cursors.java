package dev.callboard.catalog.rest.entities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Cursors made by hand. */
final class Cursors {
  private Cursors() {}

  /** Returns a cursor, percent-encoded. */
  static String encode(Map<String, Object> cursor) {
    try {
      return URLEncoder.encode(
          Base64.getEncoder()
              .encodeToString(JsonMapper.builder().build().writeValueAsBytes(cursor)),
          StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
