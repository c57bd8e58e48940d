package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Does work in a transaction and does it again when that is safe: after a conflict, and after a
 * connection that was lost before the commit was sent. A connection lost during the commit leaves
 * the outcome unknown; that is told with SQL state 08007. Thread-safe.
 */
final class Transactions {
  /** How often work is done again at the most. */
  static final int RETRIES = 5;

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final String OUTCOME_UNKNOWN = "08007";

  private final Store store;
  private final ThreadLocal<Boolean> writing = new ThreadLocal<>();

  Transactions(Store store) {
    this.store = store;
  }

  <T> T run(boolean write, SqlWork<T> work) throws SQLException {
    if (!write) {
      return attempts(false, work);
    }
    if (writing.get() != null) {
      throw new IllegalStateException("write inside of write: hand the connection on instead");
    }
    writing.set(true);
    try {
      return attempts(true, work);
    } finally {
      writing.remove();
    }
  }

  private <T> T attempts(boolean write, SqlWork<T> work) throws SQLException {
    Dialect dialect = store.dialect();
    for (int attempt = 0; ; attempt++) {
      try {
        return attempt(write, work);
      } catch (SQLException e) {
        boolean again = Failures.conflict(e, dialect) || Failures.lost(e, dialect);
        if (OUTCOME_UNKNOWN.equals(e.getSQLState())) {
          throw e;
        }
        if (!again || attempt == RETRIES) {
          throw thrown(Failures.translate(e, dialect, write));
        }
      }
      pause(attempt);
    }
  }

  private <T> T attempt(boolean write, SqlWork<T> work) throws SQLException {
    try (Lease lease = store.borrow(write)) {
      T result = work(lease, work);
      if (write) {
        commit(lease);
      } else {
        lease.rollback();
      }
      return result;
    }
  }

  private <T> T work(Lease lease, SqlWork<T> work) throws SQLException {
    GuardedConnection guard = new GuardedConnection(lease.connection());
    boolean done = false;
    try {
      T result = work.apply(guard.proxy());
      done = true;
      return result;
    } finally {
      guard.end();
      if (!done) {
        undo(lease);
      }
    }
  }

  private void commit(Lease lease) throws SQLException {
    try {
      lease.commit();
    } catch (SQLException e) {
      undo(lease);
      if (Failures.lost(e, store.dialect())) {
        lease.broken();
        throw new SQLException(
            "The connection was lost during the commit; whether it took place is not known",
            OUTCOME_UNKNOWN,
            e);
      }
      throw e;
    }
  }

  private static void undo(Lease lease) {
    try {
      lease.rollback();
    } catch (SQLException e) {
      lease.broken();
    }
  }

  private static void pause(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortalException.unavailable("Interrupted while waiting for the database");
    }
  }

  private static SQLException thrown(Exception e) {
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return (SQLException) e;
  }
}
