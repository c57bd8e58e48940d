package dev.callboard.platform.audit;

import java.sql.Connection;
import java.sql.SQLException;
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
   * Stores an event that goes with no change of the caller's database.
   *
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     it cannot be stored: a mutation without an event must not happen, so let it fail
   */
  void record(AuditEvent event);
}
