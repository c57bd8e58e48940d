package dev.callboard.catalog.rest.entities;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The paging of {@code GET /entities}: {@code after} is base64 of JSON with limit and offset.
 *
 * @param limit the size of the page, or null for no limit
 * @param offset how many entities come before
 */
record PageOffset(Integer limit, int offset) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads the parameters; returns null when none of them is given. */
  static PageOffset of(QueryParameters parameters) {
    Integer limit = parameters.count("limit");
    Integer offset = parameters.count("offset");
    String after = parameters.text("after");
    if (limit == null && offset == null && after == null) {
      return null;
    }
    if (after != null) {
      JsonNode cursor = decode(after);
      if (cursor.has("limit")) {
        limit = count(cursor, "limit");
      }
      if (cursor.has("offset")) {
        offset = count(cursor, "offset");
      }
    }
    if (limit != null && limit == 0) {
      throw PortalException.input("Invalid limit, must be greater than zero");
    }
    return new PageOffset(limit, offset == null ? 0 : offset);
  }

  /** Returns how many entities have to be looked at to know whether there is a next page. */
  int expected() {
    return limit == null
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, offset + limit + 1L);
  }

  /** Returns the header that leads to the next page, relative to the mount as the reference's. */
  String nextLink(UriInfo uri) {
    String after =
        Base64.getEncoder()
            .encodeToString(
                ("{\"limit\":" + limit + ",\"offset\":" + ((long) offset + limit) + "}")
                    .getBytes(UTF_8));
    List<String> parts = new ArrayList<>();
    uri.getQueryParameters(false)
        .forEach(
            (name, values) -> {
              if (!name.equals("after") && !name.equals("offset")) {
                values.forEach(value -> parts.add(name + "=" + value));
              }
            });
    parts.add("after=" + URLEncoder.encode(after, UTF_8));
    return "</entities?" + String.join("&", parts) + ">; rel=\"next\"";
  }

  private static JsonNode decode(String after) {
    try {
      JsonNode cursor =
          JSON.readTree(
              Base64.getDecoder()
                  .decode(after.replace(' ', '+').replace('-', '+').replace('_', '/')));
      if (cursor != null && cursor.isObject()) {
        return cursor;
      }
    } catch (IllegalArgumentException | IOException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw PortalException.input("Malformed after cursor, could not be parsed");
  }

  private static int count(JsonNode cursor, String name) {
    JsonNode value = cursor.get(name);
    if (!value.isInt() || value.intValue() < 0) {
      throw PortalException.input("Malformed after cursor, " + name + " was not a number");
    }
    return value.intValue();
  }
}
