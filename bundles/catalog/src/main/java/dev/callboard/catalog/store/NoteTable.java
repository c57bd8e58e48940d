package dev.callboard.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What plugins say about entities. */
final class NoteTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NoteTable() {}

  /**
   * Stores notes of a type as JSON.
   *
   * @param log is told of other annotations, which stand in an entity itself and are audited;
   *     status is but shown
   * @return the references of those that are different now
   */
  static Set<String> put(
      Connection connection, String type, Map<String, Optional<String>> notes, ChangeSet log)
      throws SQLException {
    Map<String, String> before = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, note FROM notes WHERE type = ? AND ref IN (%s)",
        notes.keySet(),
        row -> before.put(row.getString(1), row.getString(2)),
        type);
    Set<String> changed = new LinkedHashSet<>();
    List<Object[]> gone = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    notes.forEach(
        (ref, note) -> {
          if (note.equals(Optional.ofNullable(before.get(ref)))) {
            return;
          }
          changed.add(ref);
          String old = before.getOrDefault(ref, "{}");
          if (!annotations(note.orElse("{}")).equals(annotations(old))) {
            log.because(ref, Map.of("note", type));
          }
          gone.add(new Object[] {ref, type});
          note.ifPresent(json -> rows.add(new Object[] {ref, type, json}));
        });
    Sql.batch(connection, "DELETE FROM notes WHERE ref = ? AND type = ?", gone);
    Sql.batch(connection, "INSERT INTO notes (ref, type, note) VALUES (?, ?, ?)", rows);
    return changed;
  }

  private static JsonNode annotations(String note) {
    try {
      JsonNode found = JSON.readTree(note).path("annotations");
      return found.isEmpty() ? MissingNode.getInstance() : found;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a note that is not JSON", e);
    }
  }

  /** Returns the notes about entities, by type, in the order of the types. */
  static Map<String, Map<String, String>> of(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, Map<String, String>> found = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT ref, type, note FROM notes WHERE ref IN (%s)",
        refs,
        row ->
            found
                .computeIfAbsent(row.getString(1), key -> new TreeMap<>())
                .put(row.getString(2), row.getString(3)));
    return found;
  }
}
