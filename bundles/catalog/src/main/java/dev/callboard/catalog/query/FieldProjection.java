package dev.callboard.catalog.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the parts of an entity that {@code fields} names. A part of a path that is not found is
 * glued to the next one, so that keys may have dots. Immutable and thread-safe.
 */
public final class FieldProjection {
  /** Keeps everything. */
  public static final FieldProjection ALL = new FieldProjection(List.of());

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String[]> paths;

  private FieldProjection(List<String[]> paths) {
    this.paths = paths;
  }

  /**
   * Reads fields.
   *
   * @param fields dotted paths, several in one text separated by commas; none keeps everything
   */
  public static FieldProjection of(List<String> fields, QueryLimits limits) {
    List<String[]> paths = new ArrayList<>();
    for (String list : fields) {
      for (String field : list.split(",")) {
        if (field.contains("[")) {
          throw PortalException.input("invalid field, array type fields are not supported");
        }
        if (!field.isBlank()) {
          paths.add(field.strip().split("\\.", -1));
        }
      }
      QueryLimits.check("fields", paths.size(), limits.maxFields());
    }
    return paths.isEmpty() ? ALL : new FieldProjection(paths);
  }

  /** Returns whether entities stay as they are. */
  public boolean isAll() {
    return this == ALL;
  }

  /** Returns the JSON of the entity with what is kept; the array given when that is all. */
  public byte[] apply(byte[] entity) {
    if (paths.isEmpty()) {
      return entity;
    }
    try {
      Map<String, Object> input = JSON.readValue(entity, OBJECT);
      Map<String, Object> output = new LinkedHashMap<>();
      for (String[] path : paths) {
        copy(path, input, output);
      }
      return JSON.writeValueAsBytes(output);
    } catch (IOException e) {
      throw new IllegalStateException("An indexed entity is not valid JSON", e);
    }
  }

  private static void copy(String[] path, Map<?, ?> input, Map<String, Object> output) {
    List<String> keys = new ArrayList<>();
    Object value = input;
    String key = null;
    for (int i = 0; i < path.length; i++) {
      key = key == null ? path[i] : key + "." + path[i];
      if (value instanceof Map<?, ?> map && map.containsKey(key)) {
        value = map.get(key);
        keys.add(key);
        key = null;
      } else if (i == path.length - 1) {
        return;
      }
    }
    put(keys, value, output);
  }

  @SuppressWarnings("unchecked")
  private static void put(List<String> keys, Object value, Map<String, Object> output) {
    Map<String, Object> parent = output;
    for (String key : keys.subList(0, keys.size() - 1)) {
      Object child = parent.get(key);
      if (!(child instanceof LinkedHashMap<?, ?>)) {
        child = new LinkedHashMap<String, Object>();
        parent.put(key, child);
      }
      parent = (Map<String, Object>) child;
    }
    parent.put(keys.get(keys.size() - 1), value);
  }
}
