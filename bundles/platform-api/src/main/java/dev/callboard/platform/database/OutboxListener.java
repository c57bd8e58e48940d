package dev.callboard.platform.database;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that is told of commits, so that nobody has to poll. It is called on the thread that
 * committed: it must only take a note and return. A missed call is no loss of data.
 */
@ConsumerType
public interface OutboxListener {
  /**
   * Tells that a transaction was committed, or that a database was opened, so its outbox may have
   * rows.
   *
   * @param database the id of the plugin
   */
  void committed(String database);
}
