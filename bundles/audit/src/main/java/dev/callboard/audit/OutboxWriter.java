package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Puts records into outboxes, unless the log has been away for too long. Thread-safe. */
final class OutboxWriter {
  private static final String INSERT =
      "INSERT INTO " + OutboxSource.TABLE + " (id, body) VALUES (?, ?)";

  private static final int BATCH = 500;

  private final PluginDatabase own;
  private final RecordWriter records;
  private final Sequencer sequencer;
  private final Duration grace;

  /**
   * Creates it.
   *
   * @param own the database for events that go with no other change
   * @param grace how long records may wait in the outboxes before mutations are refused
   */
  OutboxWriter(PluginDatabase own, RecordWriter records, Sequencer sequencer, Duration grace) {
    this.own = own;
    this.records = records;
    this.sequencer = sequencer;
    this.grace = grace;
  }

  void write(Connection transaction, AuditEvent event) throws SQLException {
    write(transaction, List.of(event));
  }

  void write(Connection transaction, List<AuditEvent> events) throws SQLException {
    refuseWithoutLog();
    try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
      int waiting = 0;
      for (AuditEvent event : events) {
        OutboxRow row = records.row(event);
        insert.setString(1, row.id());
        insert.setString(2, row.body());
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  void write(AuditEvent event) {
    try {
      own.write(
          connection -> {
            write(connection, event);
            return null;
          });
    } catch (SQLException e) {
      throw new PortalException(
          dev.callboard.platform.error.ErrorCode.SERVICE_UNAVAILABLE,
          "The audit log cannot be written, so nothing is changed; try again later",
          e);
    }
  }

  private void refuseWithoutLog() {
    if (sequencer.failedFor(grace)) {
      throw PortalException.unavailable(
          "The audit log cannot be written, so nothing is changed; try again later");
    }
  }
}
