package dev.callboard.catalog.rest.entities;

import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** The query parameters of a request, checked as the reference's OpenAPI validator does. */
public final class QueryParameters {
  private final MultivaluedMap<String, String> values;

  private QueryParameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /** Reads the parameters; refuses unknown and empty ones. */
  public static QueryParameters of(UriInfo uri, Set<String> allowed) {
    MultivaluedMap<String, String> values = uri.getQueryParameters();
    values.forEach(
        (name, list) -> {
          if (!allowed.contains(name)) {
            throw PortalException.input("Unknown query parameter '" + name + "'");
          }
          if (list.contains("")) {
            throw PortalException.input("Empty value found for query parameter '" + name + "'");
          }
        });
    return new QueryParameters(values);
  }

  /** Returns the values, in the order given. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Returns the value, or null; the last one when there are several. */
  public String text(String name) {
    List<String> list = all(name);
    return list.isEmpty() ? null : list.get(list.size() - 1);
  }

  /** Returns a whole number that is not negative, or null. */
  public Integer count(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw PortalException.input("request/query/" + name + " must be integer");
    }
    if (number < 0) {
      throw PortalException.input("request/query/" + name + " must be >= 0");
    }
    return (int) Math.min(Integer.MAX_VALUE, number);
  }

  /** Returns whether the total is wanted. */
  boolean totalWanted() {
    return isIncluded("request/query/totalItems", text("totalItems"));
  }

  static boolean isIncluded(String where, Object value) {
    if (value != null && !value.equals("include") && !value.equals("exclude")) {
      throw PortalException.input(
          where + " must be equal to one of the allowed values: include, exclude");
    }
    return !"exclude".equals(value);
  }
}
