package dev.callboard.catalog.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Gives the changes of a transaction their numbers and stores them. To be called last before the
 * commit: it takes the row of the head, which makes all writers of changes take turns from here to
 * their commits, so that numbers have no gaps and follow the order of commits.
 */
public final class ChangeWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH = 500;

  private ChangeWriter() {}

  /**
   * Stores changes.
   *
   * @param cause who made them and why; details of an entry win over those of the cause
   * @return the number of the last one, or 0 when there are none
   */
  public static long write(Connection connection, Cause cause, List<ChangeSet.Entry> entries)
      throws SQLException {
    if (entries.isEmpty()) {
      return 0;
    }
    long[] head = advance(connection, entries.size());
    long seq = head[0] - entries.size();
    try (Packing packing = new Packing();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO changes (seq, at, op, ref, uid, etag_before, etag_after, entity,"
                    + " actor, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (ChangeSet.Entry entry : entries) {
        insert.setLong(1, ++seq);
        insert.setLong(2, head[1]);
        insert.setString(3, entry.type().word());
        insert.setString(4, entry.ref());
        insert.setString(5, entry.uid());
        insert.setString(6, entry.etagBefore());
        insert.setString(7, entry.etagAfter());
        insert.setBytes(8, entry.entity() == null ? null : packing.pack(entry.entity()));
        insert.setString(9, cause.actor().getName());
        insert.setString(10, json(cause.with(entry.details()).details()));
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
    return seq;
  }

  /** Time never goes back in the log, even when the clock does. */
  private static long[] advance(Connection connection, int count) throws SQLException {
    long now = System.currentTimeMillis();
    Sql.update(
        connection,
        "UPDATE change_head SET seq = seq + ?, at = CASE WHEN at > ? THEN at ELSE ? END WHERE id ="
            + " 1",
        count,
        now,
        now);
    return Sql.first(
            connection,
            "SELECT seq, at FROM change_head WHERE id = 1",
            row -> new long[] {row.getLong(1), row.getLong(2)})
        .orElseThrow(() -> new SQLException("The head of the change log is gone"));
  }

  private static String json(Map<String, Object> details) {
    try {
      return JSON.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the details of a cause are not JSON values", e);
    }
  }
}
