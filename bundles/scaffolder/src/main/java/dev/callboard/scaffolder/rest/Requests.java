package dev.callboard.scaffolder.rest;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.json.JsonText;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads requests and writes answers. */
final class Requests {
  static final String JSON = "application/json; charset=utf-8";

  private Requests() {}

  static PortalPrincipal caller(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  static Response answer(int status, Object body) {
    return Response.status(status).type(JSON).entity(JsonText.write(body)).build();
  }

  /** Refuses parameters that are not known, as the reference's validator does. */
  static void parameters(UriInfo uri, String... known) {
    for (String name : uri.getQueryParameters().keySet()) {
      if (!Set.of(known).contains(name)) {
        throw PortalException.input("Unknown query parameter '" + name + "'");
      }
    }
  }

  static List<String> texts(UriInfo uri, String name) {
    List<String> values = uri.getQueryParameters().get(name);
    return values == null ? List.of() : values;
  }

  /** Returns a whole number that is not negative. */
  static long number(UriInfo uri, String name, long otherwise) {
    List<String> values = texts(uri, name);
    if (values.isEmpty()) {
      return otherwise;
    }
    if (!values.get(0).matches("[0-9]{1,18}")) {
      throw PortalException.input("request/query/" + name + " must be a whole number");
    }
    return Long.parseLong(values.get(0));
  }

  /** Reads a body of a limited size; none is an empty object. */
  static Map<String, Object> body(byte[] body, Config config, String key, long limit) {
    long most = config.bytes(key).orElse(limit);
    if (body != null && body.length > most) {
      throw new PortalException(
          ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + key + " allows: " + most);
    }
    return body == null || body.length == 0 ? Map.of() : JsonText.sent(body);
  }

  static Object required(Map<String, Object> body, String name) {
    Object value = body.get(name);
    if (value == null) {
      throw PortalException.input("request/body must have required property '" + name + "'");
    }
    return value;
  }

  static String text(Map<String, Object> body, String name) {
    if (required(body, name) instanceof String text) {
      return text;
    }
    throw PortalException.input("request/body/" + name + " must be string");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Map<String, Object> body, String name) {
    Object value = body.get(name);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw PortalException.input("request/body/" + name + " must be object");
  }

  /** Returns texts by name. */
  static Map<String, String> texts(Map<String, Object> body, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(body, name)
        .forEach(
            (key, value) -> {
              if (!(value instanceof String text)) {
                throw PortalException.input("request/body/" + name + "/" + key + " must be string");
              }
              texts.put(key, text);
            });
    return texts;
  }
}
