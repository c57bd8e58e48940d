package dev.callboard.identity.signin;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The sessions that were ended before their time. A cookie that was copied before is of no use
 * afterwards, on no node. Thread-safe; blocks on the database.
 */
final class EndedSessions {
  private final PluginDatabase database;
  private final AuditService audit;

  EndedSessions(PluginDatabase database, AuditService audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Ends a session, and forgets those that have ended by themselves. */
  void end(Session session, long now, AuditEvent event) {
    try {
      database.write(
          connection -> {
            try (PreparedStatement old =
                    connection.prepareStatement(
                        "DELETE FROM ended_session WHERE until_second < ? OR id = ?");
                PreparedStatement insert =
                    connection.prepareStatement(
                        "INSERT INTO ended_session (id, until_second) VALUES (?, ?)")) {
              old.setLong(1, now);
              old.setString(2, session.id());
              old.executeUpdate();
              insert.setString(1, session.id());
              insert.setLong(2, session.until());
              insert.executeUpdate();
            }
            audit.record(connection, event);
            return null;
          });
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  boolean contains(Session session) {
    try {
      return database.read(
          connection -> {
            try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM ended_session WHERE id = ?")) {
              query.setString(1, session.id());
              try (ResultSet rows = query.executeQuery()) {
                return rows.next();
              }
            }
          });
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static PortalException unavailable(SQLException cause) {
    return new PortalException(
        dev.callboard.platform.error.ErrorCode.SERVICE_UNAVAILABLE,
        "The sessions cannot be reached, try again later",
        cause);
  }
}
