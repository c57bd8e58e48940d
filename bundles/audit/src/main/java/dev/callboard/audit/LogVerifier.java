package dev.callboard.audit;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Checks the stored log against its hashes, its columns and its head. A server may append
 * meanwhile: what comes after the head that was read first is not looked at, except that the log
 * must not go on after its head. Thread-safe; every method blocks.
 */
final class LogVerifier implements Verifier {
  private static final int PAGE = 1000;

  /** Pages that are read and not yet checked: a few megabytes. */
  private static final int AHEAD = 8;

  private final RecordColumns columns = new RecordColumns();
  private final PluginDatabase database;
  private final AuditLog log;
  private final Executor helpers;

  LogVerifier(PluginDatabase database) {
    this(database, Runnable::run);
  }

  /**
   * Creates it.
   *
   * @param helpers check what was read while the next rows are read
   */
  LogVerifier(PluginDatabase database, Executor helpers) {
    this.database = database;
    this.log = new AuditLog(database);
    this.helpers = helpers;
  }

  /** Checks the whole log. */
  Verdict verify() throws SQLException {
    return verify((checked, total) -> {});
  }

  /** Checks the whole log and tells how far it is; stops when it is told to by an exception. */
  @Override
  public Verdict verify(Progress progress) throws SQLException {
    return verify(new AuditLog.Head(0, Chain.START), progress);
  }

  /**
   * Checks what comes after a record.
   *
   * @param start the record, which is known to be good
   */
  Verdict verify(AuditLog.Head start, Progress progress) throws SQLException {
    AuditLog.Head head = log.head();
    progress.at(0, head.seq());
    Deque<CompletableFuture<Optional<ChainVerifier.Finding>>> checks = new ArrayDeque<>();
    AuditLog.Head last = start;
    boolean more = last.seq() < head.seq();
    while (more || !checks.isEmpty()) {
      if (more && checks.size() < AHEAD) {
        AuditLog.Head before = last;
        List<StoredEvent> page = database.read(connection -> page(connection, before, head.seq()));
        checks.add(CompletableFuture.supplyAsync(() -> check(page, before), helpers));
        last = page.isEmpty() ? last : end(page);
        more = last.seq() > before.seq() && last.seq() < head.seq();
        continue;
      }
      Optional<ChainVerifier.Finding> finding = checks.remove().join();
      progress.at(Math.max(0, last.seq() - (long) PAGE * checks.size()), head.seq());
      if (finding.isPresent()) {
        return new Verdict(head, finding, 0);
      }
    }
    ChainVerifier chain = new ChainVerifier(last.seq(), last.hash());
    Optional<ChainVerifier.Finding> end = chain.end(head.seq(), head.hash());
    return new Verdict(head, end.isPresent() ? end : rest(), 0);
  }

  private static AuditLog.Head end(List<StoredEvent> page) {
    StoredEvent row = page.get(page.size() - 1);
    return new AuditLog.Head(row.seq(), row.hash());
  }

  /** Each page begins with what is stored of the last row before it, which its own page checks. */
  private Optional<ChainVerifier.Finding> check(List<StoredEvent> page, AuditLog.Head before) {
    ChainVerifier chain = new ChainVerifier(before.seq(), before.hash());
    for (StoredEvent stored : page) {
      Optional<ChainVerifier.Finding> finding = chain.next(stored.link());
      if (finding.isPresent()) {
        return finding;
      }
      if (!columns.of(stored.body()).equals(stored.copies())) {
        return Optional.of(
            new ChainVerifier.Finding(
                stored.seq(), "was changed: its columns are not those of its content"));
      }
    }
    return Optional.empty();
  }

  /** A record and the head that tells of it are written together. */
  private Optional<ChainVerifier.Finding> rest() throws SQLException {
    long last = database.read(LogVerifier::last);
    long head = log.head().seq();
    return last <= head
        ? Optional.empty()
        : Optional.of(
            new ChainVerifier.Finding(head + 1, "the log goes on after its last known row"));
  }

  private static long last(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT COALESCE(MAX(seq), 0) FROM audit_event");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<StoredEvent> page(Connection connection, AuditLog.Head after, long to)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM audit_event WHERE seq > ? AND seq <= ? ORDER BY seq"
                + " LIMIT "
                + PAGE)) {
      query.setLong(1, after.seq());
      query.setLong(2, to);
      List<StoredEvent> page = new ArrayList<>(PAGE);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          page.add(StoredEvent.of(rows));
        }
      }
      return page;
    }
  }
}
