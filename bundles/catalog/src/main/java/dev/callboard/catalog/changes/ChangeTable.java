package dev.callboard.catalog.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the tables of the change log. */
public final class ChangeTable {
  private static final ObjectReader OBJECT =
      JsonMapper.builder().build().readerFor(new TypeReference<Map<String, Object>>() {});
  private static final String SELECT =
      "SELECT seq, at, op, ref, uid, etag_before, etag_after, entity, actor, cause FROM changes";

  private ChangeTable() {}

  /**
   * Returns changes in their order.
   *
   * @param seq the number before the first one wanted
   */
  public static List<Change> after(Connection connection, long seq, int limit) throws SQLException {
    return select(connection, " WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit);
  }

  /**
   * Returns the changes of an entity, the last one first.
   *
   * @param beforeSeq only changes before this number; {@code Long.MAX_VALUE} for all
   */
  public static List<Change> history(Connection connection, String ref, long beforeSeq, int limit)
      throws SQLException {
    return select(
        connection, " WHERE ref = ? AND seq < ? ORDER BY seq DESC LIMIT ?", ref, beforeSeq, limit);
  }

  /** Returns the last change of an entity that was made until then: how it stood at that time. */
  public static Optional<Change> at(Connection connection, String ref, Instant instant)
      throws SQLException {
    return select(
            connection,
            " WHERE ref = ? AND at <= ? ORDER BY seq DESC LIMIT 1",
            ref,
            instant.toEpochMilli())
        .stream()
        .findFirst();
  }

  /** Returns the number of the last change that was made until then, 0 when there was none. */
  public static long lastUntil(Connection connection, Instant instant) throws SQLException {
    return Sql.first(
            connection,
            "SELECT seq FROM changes WHERE at <= ? ORDER BY at DESC, seq DESC LIMIT 1",
            row -> row.getLong(1),
            instant.toEpochMilli())
        .orElse(0L);
  }

  /** Returns the references of what has changed after a number. */
  public static Set<String> changedAfter(Connection connection, long seq, long limit)
      throws SQLException {
    return new HashSet<>(
        Sql.list(
            connection,
            "SELECT DISTINCT ref FROM changes WHERE seq > ? LIMIT ?",
            row -> row.getString(1),
            seq,
            limit));
  }

  /**
   * Returns, for each reference that has changed after a number, the last change until then. What
   * was purged since is left out.
   */
  public static List<Change> formsAt(Connection connection, long seq) throws SQLException {
    return select(
        connection,
        " WHERE seq IN (SELECT MAX(o.seq) FROM changes o WHERE o.seq <= ? AND o.ref IN"
            + " (SELECT n.ref FROM changes n WHERE n.seq > ?) GROUP BY o.ref)"
            + " AND uid NOT IN (SELECT p.uid FROM purged_uids p)",
        seq,
        seq);
  }

  /**
   * Returns the last change of each of some entities.
   *
   * @param any whether one that was a mere consequence of others counts
   */
  public static Map<String, Change> lastOf(
      Connection connection, Collection<String> refs, boolean any) throws SQLException {
    Map<String, Change> last = new HashMap<>();
    String own = any ? "" : " AND (cause IS NULL OR cause NOT LIKE '%%\"derived\":true%%')";
    Sql.queryIn(
        connection,
        SELECT
            + " WHERE seq IN (SELECT MAX(seq) FROM changes WHERE ref IN (%s)"
            + own
            + " GROUP BY ref)",
        refs,
        row -> {
          Change change = read(row);
          last.put(change.ref(), change);
        });
    return last;
  }

  /** Returns the number of the last change, 0 when there was none. */
  public static long last(Connection connection) throws SQLException {
    return head(connection, "seq");
  }

  /** Returns the first number from which on no change is missing. */
  public static long first(Connection connection) throws SQLException {
    return head(connection, "purged") + 1;
  }

  private static long head(Connection connection, String column) throws SQLException {
    return Sql.first(
            connection,
            "SELECT " + column + " FROM change_head WHERE id = 1",
            row -> row.getLong(1))
        .orElseThrow(() -> new SQLException("The head of the change log is gone"));
  }

  private static List<Change> select(Connection connection, String where, Object... parameters)
      throws SQLException {
    return Sql.list(connection, SELECT + where, ChangeTable::read, parameters);
  }

  private static Change read(ResultSet row) throws SQLException {
    byte[] packed = row.getBytes(8);
    return new Change(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        ChangeType.of(row.getString(3)),
        row.getString(4),
        UUID.fromString(row.getString(5)),
        row.getString(6),
        row.getString(7),
        packed == null ? null : Packing.unpack(packed),
        row.getString(9),
        details(row.getString(10)));
  }

  private static Map<String, Object> details(String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return OBJECT.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the change log holds a cause that is not JSON", e);
    }
  }
}
