package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Verifies the chain of the audit log without a server. Not thread-safe; every method blocks.
 *
 * <p>It finds what was edited, deleted, inserted or moved. A log of which every hash was computed
 * anew is found by its signed checkpoints, or by comparing it with a record that was noted
 * elsewhere: see {@link #holds}.
 */
public final class OfflineAudit {
  /**
   * What was found.
   *
   * @param records the number of the last record that was looked at
   * @param hash the hash of that record
   * @param problem what is wrong, empty when the log is whole
   * @param checkpoints how many signed checkpoints it was held against
   */
  public record Verdict(long records, String hash, Optional<String> problem, long checkpoints) {}

  private final Connection connection;
  private final Verifier log;

  /**
   * Creates it.
   *
   * @param connection to the database of the audit log
   * @param helpers check what was read while the thread of the caller reads on
   * @param keys what checkpoints are verified with, as published; empty to pass them over
   * @param journal the file with checkpoints, which need not exist
   * @throws IllegalArgumentException when a key is none
   */
  public OfflineAudit(Connection connection, Executor helpers, List<String> keys, Path journal) {
    this.connection = connection;
    PluginDatabase database = new OneConnection(connection);
    LogVerifier chain = new LogVerifier(database, helpers);
    Map<String, VerifierKey> known = new HashMap<>();
    for (String key : keys) {
      VerifierKey parsed = VerifierKey.parse(key);
      known.put(parsed.id(), parsed);
    }
    this.log =
        known.isEmpty()
            ? chain
            : new SignedLogVerifier(
                chain,
                new CheckpointVerifier(
                    new CheckpointTable(database),
                    () -> known,
                    Optional.of(new CheckpointJournal(journal))));
  }

  /** Checks the whole log. */
  public Verdict verify() throws SQLException {
    Verifier.Verdict verdict = log.verify((checked, total) -> {});
    return new Verdict(
        verdict.head().seq(),
        verdict.head().hash(),
        verdict.finding().map(finding -> "record " + finding.seq() + ": " + finding.message()),
        verdict.checkpoints());
  }

  /** Returns whether the log has a record of this number with this hash. */
  public boolean holds(long seq, String hash) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM audit_event WHERE seq = ? AND hash = ?")) {
      query.setLong(1, seq);
      query.setString(2, hash);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /** A database that is only read. */
  private record OneConnection(Connection connection) implements PluginDatabase {
    @Override
    public Dialect dialect() {
      return Dialect.SQLITE;
    }

    @Override
    public <T> T write(SqlWork<T> work) {
      throw new UnsupportedOperationException("the audit log is only looked at");
    }

    @Override
    public <T> T read(SqlWork<T> work) throws SQLException {
      return work.apply(connection);
    }
  }
}
