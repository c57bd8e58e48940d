package dev.callboard.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with entities, as their rows have it. */
public final class EntityErrors {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private EntityErrors() {}

  /**
   * What is wrong with one entity.
   *
   * @param ref the entity
   * @param locationKey the file that it comes from
   * @param errors what is wrong with it, as JSON text, or null
   * @param targetErrors what is wrong with the targets of a Location entity, as JSON text, or null
   */
  public record Row(String ref, String locationKey, String errors, String targetErrors) {}

  /** Returns whether an entity with these errors is served as its file last said. */
  static boolean areWarnings(String errors) {
    try {
      return errors == null
          || JSON.readValue(errors, OBJECTS).stream()
              .allMatch(error -> "warning".equals(error.get("level")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds errors that are not JSON", e);
    }
  }

  /** Returns the entities that something is wrong with, by reference. */
  public static List<Row> all(Connection connection) throws SQLException {
    List<Row> rows = new ArrayList<>();
    Sql.query(
        connection,
        "SELECT ref, location_key, errors, target_errors FROM entities WHERE errors IS NOT NULL OR"
            + " target_errors IS NOT NULL ORDER BY ref",
        row ->
            rows.add(
                new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    return rows;
  }
}
