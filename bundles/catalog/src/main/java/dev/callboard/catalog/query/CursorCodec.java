package dev.callboard.catalog.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cursors as Backstage writes them, sealed: base64 of JSON. Its client looks into them: a cursor
 * with a {@code query} makes it go on by POST.
 */
final class CursorCodec {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final CursorSeal seal;

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  CursorCodec(CursorSeal seal) {
    this.seal = seal;
  }

  String encode(Cursor cursor, String caller) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(
        "orderFields",
        cursor.orders().stream()
            .map(o -> Map.of("field", o.field(), "order", o.descending() ? "desc" : "asc"))
            .toList());
    map.put("isPrevious", cursor.previous());
    putIfPresent(map, "query", cursor.query());
    if (!cursor.fullText().term().isEmpty()) {
      map.put("fullTextFilter", cursor.fullText().json());
    }
    map.put("orderFieldValues", cursor.position());
    putIfPresent(map, "firstSortFieldValues", cursor.first());
    putIfPresent(map, "totalItems", cursor.totalItems());
    try {
      return seal.seal(json.writeValueAsBytes(map), caller);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A cursor could not be written", e);
    }
  }

  /** Reads a cursor; refuses what is not one with code {@code INPUT}. */
  Cursor decode(String text, String caller) {
    Map<String, Object> map = read(seal.open(text, caller));
    List<String> missing = new ArrayList<>();
    for (String key : List.of("orderFields", "orderFieldValues", "isPrevious")) {
      if (map.get(key) == null) {
        missing.add(key);
      }
    }
    if (!missing.isEmpty()) {
      throw malformed(String.join(", ", missing) + " required");
    }
    if (map.containsKey("filter")) {
      throw malformed("'filter' is of an older version, start anew without cursor");
    }
    List<Order> orders = list(map, "orderFields").stream().map(CursorCodec::order).toList();
    List<String> position = texts(map, "orderFieldValues");
    if (position.size() != (orders.isEmpty() ? 1 : 2)) {
      throw malformed("orderFieldValues does not fit orderFields");
    }
    if (!(map.get("isPrevious") instanceof Boolean previous)) {
      throw malformed("isPrevious must be true or false");
    }
    return new Cursor(
        orders,
        position,
        map.get("query") == null ? null : object(map.get("query"), "query"),
        fullText(map.get("fullTextFilter")),
        previous,
        map.get("firstSortFieldValues") == null ? null : texts(map, "firstSortFieldValues"),
        total(map.get("totalItems")));
  }

  private Map<String, Object> read(byte[] text) {
    try {
      Map<String, Object> map = json.readValue(text, OBJECT);
      if (map != null) {
        return map;
      }
    } catch (IOException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw malformed("not a JSON object");
  }

  private static Order order(Object value) {
    Map<String, Object> map = object(value, "orderFields");
    if (!(map.get("field") instanceof String field)) {
      throw malformed("orderFields must name a field");
    }
    Object direction = map.getOrDefault("order", "asc");
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw malformed("order must be asc or desc");
    }
    return new Order(field, direction.equals("desc"));
  }

  private static FullText fullText(Object value) {
    if (value == null) {
      return FullText.NONE;
    }
    Map<String, Object> map = object(value, "fullTextFilter");
    Object term = map.getOrDefault("term", "");
    if (!(term instanceof String text)) {
      throw malformed("term must be a string");
    }
    return new FullText(text, map.get("fields") == null ? List.of() : texts(map, "fields"));
  }

  private static Long total(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      long total = ((Number) value).longValue();
      if (total >= 0) {
        return total;
      }
    }
    throw malformed("totalItems must be a whole number");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw malformed(name + " must be an object");
  }

  private static List<?> list(Map<String, Object> map, String name) {
    if (map.get(name) instanceof List<?> list) {
      return list;
    }
    throw malformed(name + " must be an array");
  }

  private static List<String> texts(Map<String, Object> map, String name) {
    List<String> texts = new ArrayList<>();
    for (Object value : list(map, name)) {
      if (!(value instanceof String text)) {
        throw malformed(name + " must be strings");
      }
      texts.add(text);
    }
    return texts;
  }

  private static void putIfPresent(Map<String, Object> map, String key, Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  static PortalException malformed(String what) {
    return CursorSeal.malformed(what);
  }
}
