package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a page of locations starts: base64 of JSON, as Backstage writes it.
 *
 * @param limit the size of the page
 * @param query the predicate, or null
 * @param afterId the id that the page follows, or null for the first page
 */
record LocationCursor(int limit, Map<String, Object> query, String afterId) {
  String encode() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("limit", limit);
    if (query != null) {
      json.put("query", query);
    }
    json.put("afterId", afterId);
    return Base64.getEncoder().encodeToString(Json.bytes(json));
  }

  static LocationCursor decode(String text) {
    Input json = Input.body(read(text));
    try {
      Integer limit = json.require("limit", "afterId").size("limit");
      return new LocationCursor(limit, json.object("query"), json.text("afterId"));
    } catch (PortalException e) {
      throw PortalException.input(
          "Malformed cursor, " + e.getMessage().replace("request/body", "cursor"));
    }
  }

  private static Map<String, Object> read(String text) {
    try {
      String standard = text.replace('-', '+').replace('_', '/');
      Map<String, Object> json = Json.object(Base64.getDecoder().decode(standard));
      if (json != null) {
        return json;
      }
    } catch (IllegalArgumentException | IOException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw PortalException.input("Malformed cursor, unknown encoding");
  }
}
