package dev.callboard.scorecards.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An exemption: somebody answers for it that an entity need not pass a check for some time.
 *
 * @param approver who answers for it
 * @param ended when it was revoked or expired, in milliseconds; 0 when it holds
 * @param endedBy who revoked it; empty when it expired or holds
 */
public record Waiver(
    String id,
    String entityRef,
    String check,
    String reason,
    String approver,
    long created,
    long expires,
    long ended,
    String endedBy) {
  private static final String SELECT =
      "SELECT id, entity_ref, check_id, reason, approver, created_ms, expires_ms,"
          + " coalesce(ended_ms, 0), ended_by FROM waiver";

  private static Waiver read(ResultSet row) throws SQLException {
    return new Waiver(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getString(9));
  }

  /** Keeps a new one. */
  public void insert(Connection c) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO waiver (id, entity_ref, check_id, reason, approver, created_ms, expires_ms,"
            + " ended_ms, ended_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
        id,
        entityRef,
        check,
        reason,
        approver,
        created,
        expires,
        null);
  }

  /** Ends it. */
  public void end(Connection c, long at, String by) throws SQLException {
    Sql.update(c, "UPDATE waiver SET ended_ms = ?, ended_by = ? WHERE id = ?", at, by, id);
  }

  /** Returns one, or empty. */
  public static Optional<Waiver> find(Connection c, String id) throws SQLException {
    return Sql.list(c, Waiver::read, SELECT + " WHERE id = ?", id).stream().findFirst();
  }

  /** Returns all, the newest first. */
  public static List<Waiver> list(Connection c) throws SQLException {
    return Sql.list(c, Waiver::read, SELECT + " ORDER BY created_ms DESC, id");
  }

  /** Returns those that hold for entities, the newest last. */
  public static List<Waiver> holding(Connection c, Collection<String> refs, long now)
      throws SQLException {
    return Sql.in(
        c,
        Waiver::read,
        SELECT
            + " WHERE ended_ms IS NULL AND expires_ms > ? AND entity_ref IN (??)"
            + " ORDER BY created_ms, id",
        refs,
        now);
  }

  /** Returns those that have expired and are not ended. */
  public static List<Waiver> expired(Connection c, long now) throws SQLException {
    return Sql.list(
        c, Waiver::read, SELECT + " WHERE ended_ms IS NULL AND expires_ms <= ? ORDER BY id", now);
  }
}
