package dev.callboard.audit;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks the stored log against its hashes, its columns and its head. A server may append
 * meanwhile: what comes after the head that was read first is not looked at, except that the log
 * must not go on after its head. Thread-safe; every method blocks.
 */
final class LogVerifier {
  /**
   * What was found.
   *
   * @param head the last record that was looked at
   * @param finding what is wrong first
   */
  record Verdict(AuditLog.Head head, Optional<ChainVerifier.Finding> finding) {}

  private static final int PAGE = 1000;

  private final RecordColumns columns = new RecordColumns();
  private final PluginDatabase database;
  private final AuditLog log;

  LogVerifier(PluginDatabase database) {
    this.database = database;
    this.log = new AuditLog(database);
  }

  /** Checks the whole log. */
  Verdict verify() throws SQLException {
    AuditLog.Head head = log.head();
    ChainVerifier chain = new ChainVerifier();
    long before = -1;
    while (chain.seq() > before && chain.seq() < head.seq()) {
      before = chain.seq();
      Optional<ChainVerifier.Finding> finding =
          database.read(connection -> page(connection, chain, head.seq()));
      if (finding.isPresent()) {
        return new Verdict(head, finding);
      }
    }
    Optional<ChainVerifier.Finding> end = chain.end(head.seq(), head.hash());
    return new Verdict(head, end.isPresent() ? end : rest());
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

  private Optional<ChainVerifier.Finding> page(Connection connection, ChainVerifier chain, long to)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT seq, id, "
                + RecordColumns.NAMES
                + ", body, prev, hash FROM audit_event WHERE seq > ? AND seq <= ? ORDER BY seq"
                + " LIMIT "
                + PAGE)) {
      query.setLong(1, chain.seq());
      query.setLong(2, to);
      try (ResultSet rows = query.executeQuery()) {
        Optional<ChainVerifier.Finding> finding = Optional.empty();
        while (finding.isEmpty() && rows.next()) {
          finding = next(rows, chain);
        }
        return finding;
      }
    }
  }

  private Optional<ChainVerifier.Finding> next(ResultSet row, ChainVerifier chain)
      throws SQLException {
    String body = text(row, 10);
    Optional<ChainVerifier.Finding> finding =
        chain.next(
            new ChainVerifier.Row(
                row.getLong(1), text(row, 2), body, text(row, 11), text(row, 12)));
    if (finding.isPresent()) {
      return finding;
    }
    int column = 3;
    for (String copy : columns.of(body)) {
      if (!copy.equals(text(row, column++))) {
        return Optional.of(
            new ChainVerifier.Finding(
                row.getLong(1), "was changed: its columns are not those of its content"));
      }
    }
    return Optional.empty();
  }

  /** Who can write the file can also have the constraints away. */
  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }
}
