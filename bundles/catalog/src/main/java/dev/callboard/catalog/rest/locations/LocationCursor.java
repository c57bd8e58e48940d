package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.query.CursorSeal;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a page of locations starts: base64 of JSON, as Backstage writes it, sealed.
 *
 * @param limit the size of the page
 * @param query the predicate, or null
 * @param afterId the id that the page follows, or null for the first page
 */
record LocationCursor(int limit, Map<String, Object> query, String afterId) {
  /** Keeps cursors of entities from being taken for those of locations. */
  private static final String OF_LOCATIONS = "locations of ";

  String encode(CursorSeal seal, String caller) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("limit", limit);
    if (query != null) {
      json.put("query", query);
    }
    json.put("afterId", afterId);
    return seal.seal(Json.bytes(json), OF_LOCATIONS + caller);
  }

  static LocationCursor decode(String text, CursorSeal seal, String caller) {
    Input json = Input.body(read(text, seal, caller), "cursor");
    try {
      Integer limit = json.require("limit", "afterId").size("limit");
      return new LocationCursor(limit, json.object("query"), json.text("afterId"));
    } catch (PortalException e) {
      throw PortalException.input("Malformed cursor, " + e.getMessage());
    }
  }

  private static Map<String, Object> read(String text, CursorSeal seal, String caller) {
    try {
      return Json.object(seal.open(text, OF_LOCATIONS + caller));
    } catch (PortalException | IOException e) {
      if (e instanceof PortalException failure && failure.code() != ErrorCode.INPUT) {
        throw failure;
      }
      throw PortalException.input("Malformed cursor, unknown encoding");
    }
  }
}
