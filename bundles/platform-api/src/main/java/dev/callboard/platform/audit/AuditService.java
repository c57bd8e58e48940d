package dev.callboard.platform.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Stores audit events. Thread-safe; blocks for as long as the database takes. */
@ProviderType
public interface AuditService {
  /**
   * Stores an event in the transaction of the change that it records: both are kept, or none.
   *
   * @param transaction a connection of the caller's {@link
   *     dev.callboard.platform.database.PluginDatabase} with an open transaction; it is neither
   *     committed nor closed here
   * @param event what to store
   * @throws SQLException when it cannot be stored: let it roll the change back
   */
  void record(Connection transaction, AuditEvent event) throws SQLException;

  /**
   * Stores several events in the transaction of the changes that they record, as {@link
   * #record(Connection, AuditEvent)} but with fewer statements.
   *
   * @param transaction as there
   * @param events what to store, in this order; may be empty
   * @throws SQLException when one cannot be stored: let it roll the changes back
   */
  default void record(Connection transaction, List<AuditEvent> events) throws SQLException {
    for (AuditEvent event : events) {
      record(transaction, event);
    }
  }

  /**
   * Stores an event that goes with no change of the caller's database.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     it cannot be stored: a mutation without an event must not happen, so let it fail
   */
  void record(AuditEvent event);
}
