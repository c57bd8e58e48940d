package dev.callboard.identity.revocation;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens and sessions of users that end before their time, by user and time of issue, and users who
 * may not come in. Each node keeps the list in memory and looks at most once in a second whether it
 * has changed; a change through this node counts at once. While the database does not answer, what
 * is known counts. Thread-safe; blocks on the database when it looks.
 */
public final class Revocations {
  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** No token is valid for longer, and no session. */
  private static final Duration TOKENS = Duration.ofHours(25);

  private static final Duration SESSIONS = Duration.ofDays(1001);

  private final Parts parts;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Revoked known;
  private volatile long lookedAt;
  private volatile boolean away;

  /**
   * What this is made of.
   *
   * @param database where the list is kept, if it is there now
   * @param audit who is told of changes, if it is there now
   * @param needed whether nobody is let in without the database
   * @param clock what time it is
   * @param nanos a clock that never goes back
   */
  public record Parts(
      Supplier<Optional<PluginDatabase>> database,
      Supplier<Optional<AuditService>> audit,
      boolean needed,
      Clock clock,
      LongSupplier nanos) {}

  /** Creates the list; nothing is read yet. */
  public Revocations(Parts parts) {
    this.parts = parts;
  }

  /** Returns whether a token that was issued in a second has ended before its time. */
  public boolean isRevoked(String user, Supplier<Long> issued) {
    Revoked now = known();
    long from = now.of(plain(user)).tokens();
    return now.blocked().contains(plain(user)) || from > 0 && issued.get() < from;
  }

  /** Returns whether a user may not come in. */
  public boolean isBlocked(String user) {
    return known().blocked().contains(plain(user));
  }

  /** Returns the second from which on new tokens of a user count. */
  public long tokensFrom(String user) {
    return known().of(plain(user)).tokens();
  }

  /** Returns the second from which on sessions of a user count. */
  public long sessionsFrom(String user) {
    return known().of(plain(user)).sessions();
  }

  /** Ends the tokens of a user who has signed out; whoever signs out records that. */
  public void endTokens(String user) {
    change(connection -> mark(connection, plain(user), false));
  }

  /** Ends the tokens and the sessions of a user, in all browsers. */
  public void signOut(PortalPrincipal by, String user) {
    change(
        connection -> {
          mark(connection, plain(user), true);
          record(connection, event("user-sign-out", by, plain(user)));
        });
  }

  void block(PortalPrincipal by, String user, String reason) {
    change(
        connection -> {
          mark(connection, user, true);
          RevocationTable.block(
              connection, new BlockedUser(user, parts.clock().instant(), by.getName(), reason));
          record(connection, event("user-block", by, user).meta("reason", reason));
        });
  }

  void unblock(PortalPrincipal by, String user) {
    change(
        connection -> {
          if (!RevocationTable.unblock(connection, user)) {
            throw PortalException.notFound("The user " + user + " is not blocked");
          }
          record(connection, event("user-unblock", by, user));
        });
  }

  List<BlockedUser> blocked() {
    return run(false, RevocationTable::blocked);
  }

  /** References mean the same in any case. */
  private static String plain(String user) {
    return user.toLowerCase(Locale.ROOT);
  }

  private static AuditEvent.Builder event(String id, PortalPrincipal by, String user) {
    return AuditEvent.event(id, by).severity(Severity.HIGH).target("user", user);
  }

  /** Tokens of this second were made before, so they end too; new ones are of the next. */
  private void mark(Connection connection, String user, boolean sessions) throws SQLException {
    long now = parts.clock().instant().getEpochSecond();
    RevocationTable.deleteEnded(connection, now - TOKENS.toSeconds(), now - SESSIONS.toSeconds());
    RevocationTable.mark(connection, user, new Revoked.Mark(now + 1, sessions ? now + 1 : 0));
  }

  private void record(Connection connection, AuditEvent.Builder event) throws SQLException {
    parts
        .audit()
        .get()
        .orElseThrow(() -> PortalException.unavailable("The audit log is not running"))
        .record(connection, event.build());
  }

  /** What is done in a transaction. */
  private interface Change {
    void in(Connection connection) throws SQLException;
  }

  private void change(Change change) {
    Revoked after =
        run(
            true,
            connection -> {
              RevocationTable.next(connection);
              change.in(connection);
              return RevocationTable.all(connection);
            });
    looking.lock();
    try {
      keep(after);
    } finally {
      looking.unlock();
    }
  }

  private void keep(Revoked news) {
    if (known == null || known.seq() <= news.seq()) {
      known = news;
    }
    lookedAt = parts.nanos().getAsLong();
    away = false;
  }

  private boolean isFresh() {
    return known != null && parts.nanos().getAsLong() - lookedAt < INTERVAL.toNanos();
  }

  /** Only who comes when nothing is known has to wait for another one who looks. */
  private Revoked known() {
    if (isFresh()) {
      return known;
    }
    if (known == null) {
      looking.lock();
    } else if (!looking.tryLock()) {
      return known;
    }
    try {
      if (!isFresh()) {
        look();
      }
      return known == null ? Revoked.NOTHING : known;
    } finally {
      looking.unlock();
    }
  }

  private void look() {
    if (!parts.needed() && parts.database().get().isEmpty()) {
      return;
    }
    try {
      long seq = known == null ? -1 : known.seq();
      keep(
          run(
              false,
              connection ->
                  RevocationTable.seq(connection) == seq
                      ? known
                      : RevocationTable.all(connection)));
    } catch (PortalException e) {
      if (known == null) {
        throw e;
      }
      if (!away) {
        LOG.warn("Which tokens are revoked from now on is not known: {}", e.getMessage());
        away = true;
      }
      lookedAt = parts.nanos().getAsLong();
    }
  }

  private <T> T run(boolean writing, SqlWork<T> work) {
    PluginDatabase database = parts.database().get().orElseThrow(() -> unavailable(null));
    try {
      return writing ? database.write(work) : database.read(work);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static PortalException unavailable(SQLException cause) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The list of revoked tokens cannot be reached, try again later",
        cause);
  }
}
