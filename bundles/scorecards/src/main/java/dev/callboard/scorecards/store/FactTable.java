package dev.callboard.scorecards.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.database.Sql;
import dev.callboard.scorecards.spi.Facts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts that are kept. All methods block. */
public final class FactTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private FactTable() {}

  /**
   * Facts of an entity.
   *
   * @param read when, in milliseconds; 0 when they have never been read
   */
  public record Kept(String entityRef, String provider, Facts facts, long read) {}

  private static Kept read(ResultSet row) throws SQLException {
    try {
      Facts facts =
          row.getString(4).isEmpty()
              ? Facts.of(JSON.readValue(row.getString(3), OBJECT))
              : Facts.unknown(row.getString(4));
      return new Kept(
          row.getString(1),
          row.getString(2),
          facts.withEvidence(row.getString(5)).withMissing(row.getString(7)),
          row.getLong(6));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the facts of " + row.getString(1) + " are no JSON", e);
    }
  }

  /** Returns the facts of entities, by entity and provider. */
  public static Map<String, Map<String, Kept>> of(Connection c, Collection<String> refs)
      throws SQLException {
    Map<String, Map<String, Kept>> found = new HashMap<>();
    for (Kept each :
        Sql.in(
            c,
            FactTable::read,
            "SELECT entity_ref, provider, body, reason, evidence, read_ms, missing FROM fact"
                + " WHERE entity_ref IN (??)",
            refs)) {
      found.computeIfAbsent(each.entityRef(), ref -> new HashMap<>()).put(each.provider(), each);
    }
    return found;
  }

  /** Has facts read that never were. */
  public static void expect(Connection c, List<String> refs, String provider) throws SQLException {
    Sql.batch(
        c,
        "INSERT INTO fact (entity_ref, provider, body, reason, evidence, read_ms, due_ms)"
            + " VALUES (?, ?, '{}', 'this has not been read yet', '', 0, 0)"
            + " ON CONFLICT DO NOTHING",
        refs.stream().map(ref -> new Object[] {ref, provider}).toList());
  }

  /** Keeps facts; returns whether they are other ones than before. */
  public static boolean put(
      Connection c, String ref, String provider, Facts facts, long now, long due)
      throws SQLException {
    String body = json(facts.values());
    String reason = Sql.storable(facts.reason().orElse(""));
    String evidence = Sql.storable(facts.evidence().orElse(""));
    String missing = Sql.storable(facts.missing().orElse(""));
    Object[] said = {ref, provider, body, reason, evidence, missing};
    boolean same =
        Sql.number(
                c,
                "SELECT count(*) FROM fact WHERE entity_ref = ? AND provider = ? AND body = ?"
                    + " AND reason = ? AND evidence = ? AND missing = ? AND read_ms > 0",
                said)
            > 0;
    List<Object> values = new ArrayList<>(List.of(said));
    values.add(now);
    values.add(due);
    Sql.update(
        c,
        "INSERT INTO fact (entity_ref, provider, body, reason, evidence, missing, read_ms, due_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entity_ref, provider) DO UPDATE SET"
            + " body = excluded.body, reason = excluded.reason, evidence = excluded.evidence,"
            + " missing = excluded.missing, read_ms = excluded.read_ms, due_ms = excluded.due_ms",
        values.toArray());
    return !same;
  }

  private static String json(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("facts must be JSON values", e);
    }
  }

  /** Has facts read again at a time. */
  public static void due(Connection c, Collection<String> refs, String provider, long at)
      throws SQLException {
    Sql.batch(
        c,
        "UPDATE fact SET due_ms = ? WHERE entity_ref = ? AND provider = ?",
        refs.stream().map(ref -> new Object[] {at, ref, provider}).toList());
  }

  /** Returns the entities whose facts are to be read, the oldest first. */
  public static List<String> due(Connection c, String provider, long now, int limit)
      throws SQLException {
    return Sql.list(
        c,
        row -> row.getString(1),
        "SELECT entity_ref FROM fact WHERE provider = ? AND due_ms <= ?"
            + " ORDER BY due_ms, entity_ref LIMIT ?",
        provider,
        now,
        limit);
  }

  /** Returns the evidence of all facts of a provider by entity. */
  public static Map<String, String> evidence(Connection c, String provider) throws SQLException {
    Map<String, String> found = new HashMap<>();
    Sql.each(
        c,
        row -> Map.entry(row.getString(1), row.getString(2)),
        each -> {
          found.put(each.getKey(), each.getValue());
          return true;
        },
        "SELECT entity_ref, evidence FROM fact WHERE provider = ? AND evidence <> ''",
        provider);
    return found;
  }

  /** Forgets what is known of entities. */
  public static void delete(Connection c, Collection<String> refs) throws SQLException {
    Sql.batch(
        c,
        "DELETE FROM fact WHERE entity_ref = ?",
        refs.stream().map(ref -> new Object[] {ref}).toList());
  }
}
