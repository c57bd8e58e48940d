package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.util.Set;

/** Tells the failures of a database apart. */
final class Failures {
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  /** Serialization failure, deadlock, lock timeout. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

  /** The server ends, starts or crashed. */
  private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03", "57P05");

  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String DISK_FULL = "53100";

  private Failures() {}

  /** Whether the work can be done again, because somebody else was in the way. */
  static boolean conflict(SQLException e, Dialect dialect) {
    if (dialect == Dialect.SQLITE) {
      return sqlite(e, BUSY) || sqlite(e, LOCKED);
    }
    return CONFLICTS.contains(state(e));
  }

  /** Whether the connection is gone, and with it what was not committed. */
  static boolean lost(SQLException e, Dialect dialect) {
    String state = state(e);
    return dialect == Dialect.POSTGRESQL
        && (state.startsWith("08")
            || SHUTDOWN.contains(state)
            || state.equals(TOO_MANY_CONNECTIONS));
  }

  /** Whether PostgreSQL is there but takes no further connection. */
  static boolean full(SQLException e) {
    return state(e).equals(TOO_MANY_CONNECTIONS);
  }

  static boolean damaged(SQLException e, Dialect dialect) {
    return dialect == Dialect.SQLITE && (sqlite(e, CORRUPT) || sqlite(e, NOTADB));
  }

  /**
   * What to tell the caller: a failure of the database itself is no failure of the work.
   *
   * @param write whether the work may write; if not, that it tried to is its own failure
   */
  static Exception translate(SQLException e, Dialect dialect, boolean write) {
    boolean sqlite = dialect == Dialect.SQLITE;
    if (sqlite ? sqlite(e, FULL) : DISK_FULL.equals(state(e))) {
      return new PortalException(
          ErrorCode.INSUFFICIENT_STORAGE, "The database has no room left; try again later", e);
    }
    if (conflict(e, dialect)) {
      return unavailable("The database is busy; try again later", e);
    }
    if (damaged(e, dialect)) {
      return unavailable("The database is damaged; an operator must restore it", e);
    }
    boolean broken =
        sqlite && ((write && sqlite(e, READONLY)) || sqlite(e, IOERR) || sqlite(e, CANTOPEN));
    if (broken || lost(e, dialect)) {
      return unavailable("The database cannot be used now; try again later", e);
    }
    return e;
  }

  static PortalException unavailable(String message, Throwable cause) {
    return new PortalException(ErrorCode.SERVICE_UNAVAILABLE, message, cause);
  }

  private static boolean sqlite(SQLException e, int code) {
    return (e.getErrorCode() & 0xff) == code;
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
