package dev.callboard.catalog.rest.entities;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.callboard.catalog.index.EntityHandle;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Entity tags of what is read (RFC 9110, section 13.1.2). The tag of an entity is the etag that it
 * carries, a digest of all that is served of it, so it tells nobody more than the entity does; that
 * of a list is made by {@link QueryTags}. Who may read is decided before a tag is compared.
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
    return answer('"' + etag + '"', headers, () -> JsonAnswers.entity(entity));
  }

  /** Answers with a tag, or that the caller has what carries it. */
  static Response answer(String tag, HttpHeaders headers, Supplier<Response> full) {
    boolean known = matches(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), opaque(tag));
    Response.ResponseBuilder answer =
        known ? Response.notModified() : Response.fromResponse(full.get());
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
      if (opaque(given).equals(tag) || given.equals("*")) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
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
