package dev.callboard.ownership.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The tables of facts: their values now, and each change. */
public final class Facts {
  private static final double SAME = 1e-9;

  private Facts() {}

  /**
   * A value that began to hold.
   *
   * @param entityRef of which entity
   * @param name of the fact
   * @param millis when it began
   * @param value null when the fact was not known from then on
   */
  public record Change(String entityRef, String name, long millis, Double value) {}

  /** Returns the values now of one entity, by their names. */
  public static Map<String, Double> now(Connection c, String entityRef) throws SQLException {
    Map<String, Double> facts = new HashMap<>();
    Sql.list(
        c,
        row -> facts.put(row.getString(1), row.getDouble(2)),
        "SELECT name, value FROM fact_now WHERE entity_ref = ?",
        entityRef);
    return facts;
  }

  /** Returns the values now of all entities. */
  public static Map<String, Map<String, Double>> now(Connection c) throws SQLException {
    Map<String, Map<String, Double>> all = new HashMap<>();
    Sql.list(
        c,
        row ->
            all.computeIfAbsent(row.getString(1), key -> new HashMap<>())
                .put(row.getString(2), row.getDouble(3)),
        "SELECT entity_ref, name, value FROM fact_now");
    return all;
  }

  /** Returns changes of an entity since a time, the oldest first; null for those of all facts. */
  public static List<Change> changes(
      Connection c, String entityRef, String name, long since, int limit) throws SQLException {
    return Sql.list(
        c,
        row -> {
          double value = row.getDouble(4);
          return new Change(
              row.getString(1), row.getString(2), row.getLong(3), row.wasNull() ? null : value);
        },
        "SELECT entity_ref, name, at_ms, value FROM fact WHERE entity_ref = ? AND at_ms >= ?"
            + (name == null ? "" : " AND name = ?")
            + " ORDER BY at_ms, name LIMIT ?",
        name == null
            ? new Object[] {entityRef, since, limit}
            : new Object[] {entityRef, since, name, limit});
  }

  /** Stores what is true now of an entity, and what of it is new; returns how many changed. */
  public static int put(Connection c, String entityRef, Map<String, Double> facts, long millis)
      throws SQLException {
    Map<String, Double> before = now(c, entityRef);
    Map<String, Double> changed = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(facts.keySet());
    for (String name : names) {
      Double old = before.get(name);
      Double next = facts.get(name);
      if (old == null || next == null || Math.abs(old - next) > SAME) {
        changed.put(name, next);
      }
    }
    write(c, entityRef, changed, millis);
    Sql.update(c, "UPDATE entity SET checked_ms = ? WHERE entity_ref = ?", millis, entityRef);
    return changed.size();
  }

  private static void write(
      Connection c, String entityRef, Map<String, Double> changed, long millis)
      throws SQLException {
    List<Object[]> changes = new ArrayList<>();
    List<Object[]> values = new ArrayList<>();
    List<Object[]> lost = new ArrayList<>();
    changed.forEach(
        (name, value) -> {
          changes.add(new Object[] {entityRef, name, millis, value});
          if (value == null) {
            lost.add(new Object[] {entityRef, name});
          } else {
            values.add(new Object[] {entityRef, name, millis, value});
          }
        });
    Sql.batch(
        c,
        "INSERT INTO fact (entity_ref, name, at_ms, value) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (entity_ref, name, at_ms) DO UPDATE SET value = excluded.value",
        changes);
    Sql.batch(
        c,
        "INSERT INTO fact_now (entity_ref, name, at_ms, value) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (entity_ref, name) DO UPDATE SET at_ms = excluded.at_ms,"
            + " value = excluded.value",
        values);
    Sql.batch(c, "DELETE FROM fact_now WHERE entity_ref = ? AND name = ?", lost);
  }
}
