package dev.callboard.catalog.rest.entities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.fakes.TestSeal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Cursors made by hand. */
final class Cursors {
  private Cursors() {}

  /** Returns a cursor of Alice, sealed and percent-encoded. */
  static String encode(Map<String, Object> cursor) {
    try {
      return URLEncoder.encode(
          TestSeal.seal(
              JsonMapper.builder().build().writeValueAsString(cursor), "user:default/alice"),
          StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
