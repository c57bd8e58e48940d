package dev.callboard.audit;

import dev.callboard.platform.audit.AuditRecord;
import dev.callboard.platform.database.PluginDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The log in the order of its numbers, for followers. Thread-safe; every method blocks. */
final class FollowedLog {
  private final EventJson json = new EventJson();
  private final PluginDatabase database;
  private final AuditLog log;

  FollowedLog(PluginDatabase database) {
    this.database = database;
    this.log = new AuditLog(database);
  }

  /** Returns the number of the last record. */
  long end() throws SQLException {
    return log.head().seq();
  }

  /** Returns the records after a number. */
  List<AuditRecord> after(long seq, int limit) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT "
                      + StoredEvent.COLUMNS
                      + " FROM audit_event WHERE seq > ? ORDER BY seq LIMIT "
                      + limit)) {
            query.setLong(1, seq);
            List<AuditRecord> records = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                records.add(record(StoredEvent.of(rows)));
              }
            }
            return records;
          }
        });
  }

  private AuditRecord record(StoredEvent event) {
    return new AuditRecord(
        event.seq(), event.prev(), event.hash(), event.body(), json.record(event).orElse(Map.of()));
  }
}
