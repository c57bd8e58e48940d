package dev.callboard.catalog.rest.locations;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks what a request brings, with the texts that the reference's OpenAPI validator has. */
final class Input {
  private static final String BODY = "request/body";

  private final Map<String, Object> values;
  private final String where;

  private Input(Map<String, Object> values, String where) {
    this.values = values;
    this.where = where;
  }

  static PortalPrincipal caller(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  /** Refuses query parameters that are not allowed or empty. */
  static void parameters(UriInfo uri, String... allowed) {
    Set<String> names = Set.of(allowed);
    uri.getQueryParameters()
        .forEach(
            (name, list) -> {
              if (!names.contains(name)) {
                throw PortalException.input("Unknown query parameter '" + name + "'");
              }
              if (list.contains("")) {
                throw PortalException.input("Empty value found for query parameter '" + name + "'");
              }
            });
  }

  /** Returns a query parameter, the last one when there are several, or null. */
  static String parameter(UriInfo uri, String name) {
    List<String> given = uri.getQueryParameters().getOrDefault(name, List.of());
    return given.isEmpty() ? null : given.get(given.size() - 1);
  }

  /** Returns a query parameter that has to be one of these, or null when it is not given. */
  static String choice(UriInfo uri, String name, List<String> choices) {
    String value = parameter(uri, name);
    if (value != null && !choices.contains(value)) {
      throw PortalException.input(
          "request/query/"
              + name
              + " must be equal to one of the allowed values: "
              + String.join(", ", choices));
    }
    return value;
  }

  /** Returns the query parameter {@code limit}, a number from 1 to the most. */
  static int limit(UriInfo uri, int otherwise, int most) {
    String text = uri.getQueryParameters().getFirst("limit");
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw PortalException.input("request/query/limit must be an integer from 1 to " + most);
  }

  /** Takes a body; none counts as an empty object. */
  static Input body(Map<String, Object> content) {
    return body(content, BODY);
  }

  /** Takes an object within a body, which stands where the second argument says. */
  static Input body(Map<String, Object> content, String where) {
    return new Input(content == null ? Map.of() : content, where);
  }

  /** Refuses a body that lacks one of these fields. */
  Input require(String... names) {
    for (String name : names) {
      if (!values.containsKey(name)) {
        throw PortalException.input(where + " must have required property '" + name + "'");
      }
    }
    return this;
  }

  /** Refuses a body with other fields than these. */
  Input only(String... names) {
    Set<String> unknown = new HashSet<>(values.keySet());
    Set<String> allowed = new TreeSet<>(Set.of(names));
    unknown.removeAll(allowed);
    if (!unknown.isEmpty()) {
      throw PortalException.input(
          where
              + " must NOT have additional properties: found '"
              + unknown.iterator().next()
              + "', allowed are "
              + String.join(", ", allowed));
    }
    return this;
  }

  /** Returns the text, or null when the field is not there. */
  String text(String name) {
    Object value = values.get(name);
    if (value instanceof String text) {
      return text;
    }
    if (values.containsKey(name)) {
      throw PortalException.input(where + "/" + name + " must be string");
    }
    return null;
  }

  /** Returns the object, or null when the field is not there. */
  @SuppressWarnings("unchecked")
  Map<String, Object> object(String name) {
    Object value = values.get(name);
    if (values.containsKey(name) && !(value instanceof Map<?, ?>)) {
      throw PortalException.input(where + "/" + name + " must be object");
    }
    return (Map<String, Object>) value;
  }

  /** Returns a whole number from 1, or null when the field is not there. */
  Integer size(String name) {
    if (!values.containsKey(name)) {
      return null;
    }
    if (!(values.get(name) instanceof Number number)
        || number.doubleValue() != Math.rint(number.doubleValue())) {
      throw PortalException.input(where + "/" + name + " must be integer");
    }
    if (number.doubleValue() < 1) {
      throw PortalException.input(where + "/" + name + " must be >= 1");
    }
    return (int) Math.min(Integer.MAX_VALUE, number.doubleValue());
  }
}
