package dev.callboard.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.api.Relation;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.model.EntityBytes;
import dev.callboard.catalog.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Makes the final form of entities: with relations, status, uid and etag. Thread-safe. */
public final class Stitcher {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private final JsonMapper json = JsonMapper.builder().build();
  private final ObjectReader object = json.readerFor(OBJECT);

  private record Row(
      String ref,
      String uid,
      String processed,
      String errors,
      String targetErrors,
      boolean orphan,
      String etag) {}

  /** Reads JSON that was stored. */
  public Map<String, Object> parse(byte[] text) {
    try {
      return object.readValue(text);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("the database holds an entity that is not JSON", e);
    }
  }

  /**
   * Makes the final form of those that exist and have been processed, and stores what changed.
   *
   * @param known processed entities that need not be read from the database
   * @param log is told what changed
   * @return all of them, for the index
   */
  List<IndexedEntity> stitch(
      Connection connection,
      Collection<String> refs,
      Map<String, Map<String, Object>> known,
      ChangeSet log)
      throws SQLException {
    List<Row> rows = rows(connection, refs, known.keySet());
    Map<String, Set<Relation>> relations = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT source_ref, type, target_ref FROM relations WHERE source_ref IN (%s)",
        refs,
        row ->
            relations
                .computeIfAbsent(row.getString(1), key -> new TreeSet<>())
                .add(new Relation(row.getString(2), row.getString(3))));
    Map<String, List<String>> parents = parents(connection, refs);
    Map<String, Map<String, String>> notes = NoteTable.of(connection, refs);
    List<IndexedEntity> stitched = new ArrayList<>();
    List<Object[]> changed = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> processed = known.get(row.ref);
      if (processed == null) {
        processed = parse(row.processed.getBytes(StandardCharsets.UTF_8));
      }
      Map<String, Object> entity =
          finalForm(
              row,
              processed,
              relations.getOrDefault(row.ref, Set.of()),
              notes.getOrDefault(row.ref, Map.of()));
      EntityBytes.Written plain = EntityBytes.write(entity);
      String etag = etag(plain.bytes());
      boolean had = metadata(entity).put("etag", etag) != null;
      byte[] bytes = had ? EntityBytes.of(entity) : plain.with("etag", etag);
      stitched.add(
          new IndexedEntity(
              row.ref,
              UUID.fromString(row.uid),
              entity,
              bytes,
              parents.getOrDefault(row.ref, List.of())));
      if (!etag.equals(row.etag)) {
        changed.add(new Object[] {new String(bytes, StandardCharsets.UTF_8), etag, row.ref});
        ChangeType type = row.etag == null ? ChangeType.CREATE : ChangeType.UPDATE;
        log.add(
            new ChangeSet.Entry(
                type, row.ref, row.uid, row.etag, etag, bytes, log.origin(row.ref), null, null));
      }
    }
    FormerEntities.fill(connection, log);
    Sql.batch(connection, "UPDATE entities SET final = ?, etag = ? WHERE ref = ?", changed);
    return stitched;
  }

  /** What the caller has in his hands is not read again: it is most of a row. */
  private static List<Row> rows(Connection connection, Collection<String> refs, Set<String> known)
      throws SQLException {
    Set<String> others = new LinkedHashSet<>(refs);
    others.removeAll(known);
    Set<String> given = new LinkedHashSet<>(refs);
    given.removeAll(others);
    List<Row> rows = new ArrayList<>();
    select(connection, given, "NULL", rows);
    select(connection, others, "processed", rows);
    return rows;
  }

  private static void select(
      Connection connection, Collection<String> refs, String processed, List<Row> rows)
      throws SQLException {
    Sql.queryIn(
        connection,
        "SELECT ref, uid, "
            + processed
            + ", errors, target_errors, orphan, etag FROM entities"
            + " WHERE processed IS NOT NULL AND ref IN (%s)",
        refs,
        row ->
            rows.add(
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getInt(6) == 1,
                    row.getString(7))));
  }

  static Map<String, List<String>> parents(Connection connection, Collection<String> refs)
      throws SQLException {
    Map<String, List<String>> parents = new HashMap<>();
    Sql.queryIn(
        connection,
        "SELECT DISTINCT child_ref, parent_ref FROM edges WHERE parent_ref <> '' AND child_ref IN"
            + " (%s)",
        refs,
        row ->
            parents
                .computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                .add(row.getString(2)));
    return parents;
  }

  private Map<String, Object> finalForm(
      Row row, Map<String, Object> processed, Set<Relation> relations, Map<String, String> notes) {
    Map<String, Object> entity = new LinkedHashMap<>(processed);
    Map<String, Object> metadata = new LinkedHashMap<>(metadata(processed));
    if (row.orphan && metadata.get("annotations") instanceof Map<?, ?> given) {
      Map<Object, Object> annotations = new LinkedHashMap<>(given);
      annotations.put("backstage.io/orphan", "true");
      metadata.put("annotations", annotations);
    }
    metadata.put("uid", row.uid);
    entity.put("metadata", metadata);
    List<Map<String, Object>> list = new ArrayList<>(relations.size());
    for (Relation relation : relations) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", relation.type());
      item.put("targetRef", relation.targetRef());
      list.add(item);
    }
    entity.put("relations", list);
    List<Object> items = new ArrayList<>();
    statusItems(row.errors, items);
    statusItems(row.targetErrors, items);
    notes.forEach((type, note) -> note(type, note, metadata, items));
    if (!items.isEmpty()) {
      entity.put("status", Map.of("items", items));
    }
    return entity;
  }

  /** Shows what a plugin says: what people filter by stands in the item too, for the index. */
  private void note(String type, String note, Map<String, Object> metadata, List<Object> items) {
    Map<String, Object> said = parse(note.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", type);
    item.put("level", said.get("level"));
    item.put("message", said.get("message"));
    if (said.get("fields") instanceof Map<?, ?> fields && !fields.isEmpty()) {
      item.put("fields", fields);
    }
    items.add(item);
    Map<Object, Object> annotations = new LinkedHashMap<>();
    if (metadata.get("annotations") instanceof Map<?, ?> given) {
      annotations.putAll(given);
    }
    annotations.putAll((Map<?, ?>) said.get("annotations"));
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
  }

  private void statusItems(String errors, List<Object> items) {
    if (errors == null) {
      return;
    }
    try {
      for (Map<String, Object> error : json.readValue(errors, OBJECTS)) {
        String message = String.valueOf(error.get("message"));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "backstage.io/catalog-processing");
        boolean warning = "warning".equals(error.get("level"));
        item.put("level", warning ? "warning" : "error");
        item.put("message", warning ? message : "InputError: " + message);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("name", warning ? "Warning" : "InputError");
        details.putAll(error);
        details.remove("level");
        item.put("error", details);
        items.add(item);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds errors that are not JSON", e);
    }
  }

  private static String etag(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(Map<String, Object> entity) {
    return (Map<String, Object>) entity.get("metadata");
  }
}
