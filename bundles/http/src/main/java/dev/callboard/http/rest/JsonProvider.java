package dev.callboard.http.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Collectors;

/**
 * Reads and writes JSON. What is wrong with a body is told with line and column and without its
 * content, which can hold secrets.
 */
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
public final class JsonProvider extends JacksonJsonProvider {
  private final int maxKeys;

  /** Creates a provider for one plugin. */
  public JsonProvider(ObjectMapper mapper, int maxKeys) {
    super(mapper);
    this.maxKeys = maxKeys;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream entityStream)
      throws IOException {
    try {
      return super.readFrom(type, genericType, annotations, mediaType, httpHeaders, entityStream);
    } catch (JacksonException e) {
      throw translated(e);
    }
  }

  @Override
  protected JsonParser _createParser(ObjectReader reader, InputStream in) throws IOException {
    JsonParser parser = super._createParser(reader, in);
    return parser == null ? null : new CountingParser(parser, maxKeys);
  }

  private static RuntimeException translated(JacksonException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortalException known) {
        return known;
      }
    }
    return PortalException.input(message(e) + at(e.getLocation()));
  }

  private static String message(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return "The JSON body exceeds a limit: " + e.getOriginalMessage();
    }
    if (e instanceof StreamReadException) {
      return e.getOriginalMessage().startsWith("Duplicate field")
          ? "The JSON body has a key twice in one object"
          : "The body is not well-formed JSON";
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "The JSON body has a wrong value at " + path(mapping);
    }
    return "The JSON body does not have the shape that is expected";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
