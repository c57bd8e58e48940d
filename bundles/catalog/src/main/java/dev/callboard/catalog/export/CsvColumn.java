package dev.callboard.catalog.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A column of the table: a path into entities. A part of the path that is not found is glued to the
 * next one, so that keys may have dots; {@code relations.<type>} stands for the references that an
 * entity has by this relation. A list is joined by commas.
 *
 * @param name the path as it was asked for
 */
public record CsvColumn(String name) {
  /** What is exported when nothing is asked for. */
  public static final List<CsvColumn> DEFAULT =
      of(
          List.of(
              "kind,metadata.namespace,metadata.name,metadata.title,metadata.description,spec.type",
              "spec.lifecycle,relations.ownedBy,relations.partOf,metadata.tags"),
          100);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RELATIONS = "relations.";

  /**
   * Reads columns.
   *
   * @param fields paths, several in one text separated by commas
   * @param max how many columns may be asked for
   */
  public static List<CsvColumn> of(List<String> fields, int max) {
    List<CsvColumn> columns =
        fields.stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .filter(field -> !field.isBlank())
            .map(field -> new CsvColumn(field.strip()))
            .toList();
    if (columns.size() > max) {
      throw PortalException.input("Too many fields: at most " + max + " are allowed");
    }
    return columns;
  }

  /** Returns the cell of an entity: a text, a number, true or false, or null. */
  Object value(Map<String, Object> entity) {
    if (name.startsWith(RELATIONS) && entity.get("relations") instanceof List<?> relations) {
      return related(relations, name.substring(RELATIONS.length()));
    }
    Object value = entity;
    String key = null;
    for (String part : name.split("\\.", -1)) {
      key = key == null ? part : key + "." + part;
      if (value instanceof Map<?, ?> map && map.containsKey(key)) {
        value = map.get(key);
        key = null;
      }
    }
    return key == null ? cell(value) : null;
  }

  private static String related(List<?> relations, String type) {
    List<String> refs = new ArrayList<>();
    for (Object each : relations) {
      if (each instanceof Map<?, ?> relation
          && type.equalsIgnoreCase(String.valueOf(relation.get("type")))) {
        refs.add(String.valueOf(relation.get("targetRef")));
      }
    }
    return refs.isEmpty() ? null : String.join(", ", refs);
  }

  private static Object cell(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .filter(Objects::nonNull)
          .map(item -> String.valueOf(cell(item)))
          .collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?>) {
      try {
        return JSON.writeValueAsString(value);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an entity is not JSON", e);
      }
    }
    return value;
  }
}
