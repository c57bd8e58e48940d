package dev.callboard.catalog.rest.entities;

import dev.callboard.catalog.query.Order;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON body of a request, checked as the reference's OpenAPI validator does. */
final class RequestBody {
  private final Map<?, ?> values;

  private RequestBody(Map<?, ?> values) {
    this.values = values;
  }

  /** Takes a body; none counts as an empty object. */
  static RequestBody of(Map<String, Object> content) {
    return new RequestBody(content == null ? Map.of() : content);
  }

  void require(String name) {
    if (!values.containsKey(name)) {
      throw PortalException.input("request/body must have required property '" + name + "'");
    }
  }

  /** Returns the text, or null. */
  String text(String name) {
    return text("request/body/" + name, values.get(name));
  }

  /** Returns the texts, or an empty list. */
  List<String> texts(String name) {
    return texts("request/body/" + name, values.get(name));
  }

  /** Returns the object, or null. */
  @SuppressWarnings("unchecked")
  Map<String, Object> object(String name) {
    Object value = values.get(name);
    if (value != null && !(value instanceof Map<?, ?>)) {
      throw PortalException.input("request/body/" + name + " must be object");
    }
    return (Map<String, Object>) value;
  }

  /** Returns a whole number that is not negative, or null. */
  Integer count(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)) {
      throw PortalException.input("request/body/" + name + " must be number");
    }
    if (number.doubleValue() != Math.rint(number.doubleValue())) {
      throw PortalException.input("request/body/" + name + " must be integer");
    }
    if (number.doubleValue() < 0) {
      throw PortalException.input("request/body/" + name + " must be >= 0");
    }
    return (int) Math.min(Integer.MAX_VALUE, number.doubleValue());
  }

  boolean totalWanted() {
    return QueryParameters.isIncluded("request/body/totalItems", values.get("totalItems"));
  }

  List<Order> orders() {
    List<Order> orders = new ArrayList<>();
    int at = 0;
    for (Object value : list("request/body/orderBy", values.get("orderBy"))) {
      String where = "request/body/orderBy/" + at++;
      if (!(value instanceof Map<?, ?> map)) {
        throw PortalException.input(where + " must be object");
      }
      for (String name : List.of("field", "order")) {
        if (!map.containsKey(name)) {
          throw PortalException.input(where + " must have required property '" + name + "'");
        }
      }
      Object direction = map.get("order");
      if (!"asc".equals(direction) && !"desc".equals(direction)) {
        throw PortalException.input(
            where + "/order must be equal to one of the allowed values: asc, desc");
      }
      orders.add(new Order(text(where + "/field", map.get("field")), direction.equals("desc")));
    }
    return orders;
  }

  static String text(String where, Object value) {
    if (value != null && !(value instanceof String)) {
      throw PortalException.input(where + " must be string");
    }
    return (String) value;
  }

  static List<String> texts(String where, Object value) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(where, value)) {
      if (!(element instanceof String text)) {
        throw PortalException.input(where + "/" + texts.size() + " must be string");
      }
      texts.add(text);
    }
    return texts;
  }

  private static List<?> list(String where, Object value) {
    if (value != null && !(value instanceof List<?>)) {
      throw PortalException.input(where + " must be array");
    }
    return value == null ? List.of() : (List<?>) value;
  }
}
