package dev.callboard.catalog.rest.entities;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.callboard.catalog.index.EntityHandle;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/**
 * Entity tags of what is read (RFC 9110, section 13.1.2). The tag of an entity is the etag that it
 * carries, a digest of all that is served of it, so it tells nobody more than the entity does. Who
 * may read is decided before a tag is compared.
 */
final class ReadTags {
  private static final JsonFactory JSON = new JsonFactory();

  private ReadTags() {}

  /** Answers an entity, or that the caller has it already. */
  static Response entity(EntityHandle entity, HttpHeaders headers) {
    String etag = etag(entity.json());
    if (etag == null) {
      return JsonAnswers.entity(entity);
    }
    String tag = '"' + etag + '"';
    boolean known = matches(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag);
    Response.ResponseBuilder answer =
        known ? Response.notModified() : Response.fromResponse(JsonAnswers.entity(entity));
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header(HttpHeaders.VARY, "Authorization, Cookie")
        .build();
  }

  private static boolean matches(String header, String tag) {
    if (header == null) {
      return false;
    }
    for (String each : header.split(",")) {
      String given = each.trim();
      String opaque = given.startsWith("W/") ? given.substring(2) : given;
      if (opaque.equals(tag) || given.equals("*")) {
        return true;
      }
    }
    return false;
  }

  /** Returns the etag of an entity, or null. */
  static String etag(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return enter(parser, "metadata") && enter(parser, "etag") ? parser.getText() : null;
    } catch (IOException e) {
      throw new IllegalStateException("the index holds an entity that is not JSON", e);
    }
  }

  /** Goes from the start of an object to the value of one of its members. */
  private static boolean enter(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
