package dev.callboard.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies scripts to a store: each in a transaction of its own, under a lock that holds over all
 * nodes, so that a crash leaves a script applied or not, never half. Scripts in the database that
 * are not in the list are left alone: an older version of the plugin may run after a newer one.
 */
final class Migrations {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS callboard_migration ("
          + "name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)";

  private final Store store;
  private final Transactions transactions;

  Migrations(Store store) {
    this.store = store;
    this.transactions = new Transactions(store);
  }

  /** Applies our own scripts, which may have any statement. */
  void applyPlatform() throws SQLException {
    apply(PlatformScripts.of(store.dialect()), false);
  }

  /**
   * Applies the scripts of a plugin.
   *
   * @throws MigrationException when one is refused, changed or fails
   */
  void apply(List<Script> scripts) throws SQLException {
    apply(scripts, true);
  }

  private void apply(List<Script> scripts, boolean limited) throws SQLException {
    if (scripts.isEmpty()) {
      return;
    }
    Map<String, String> applied = transactions.run(true, this::applied);
    for (Script script : scripts) {
      check(script, applied.get(script.name()));
      if (limited && !applied.containsKey(script.name())) {
        refuse(script);
      }
    }
    for (Script script : scripts) {
      if (!applied.containsKey(script.name())) {
        transactions.run(true, connection -> apply(connection, script));
      }
    }
  }

  private Void apply(Connection connection, Script script) throws SQLException {
    // Another node may have been faster.
    String checksum = applied(connection).get(script.name());
    check(script, checksum);
    if (checksum != null) {
      return null;
    }
    for (SqlStatement statement : statements(script)) {
      execute(connection, script, statement);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO callboard_migration (name, checksum, applied_at) VALUES (?, ?, ?)")) {
      insert.setString(1, script.name());
      insert.setString(2, script.checksum());
      insert.setString(3, Instant.now().toString());
      insert.executeUpdate();
    }
    return null;
  }

  private void execute(Connection connection, Script script, SqlStatement statement)
      throws SQLException {
    try (Statement run = connection.createStatement()) {
      run.execute(statement.sql());
    } catch (SQLException e) {
      if (Failures.conflict(e, store.dialect()) || Failures.lost(e, store.dialect())) {
        throw e;
      }
      if (Failures.translate(e, store.dialect(), true) instanceof PortalException unavailable) {
        throw unavailable;
      }
      throw new MigrationException(
          script.name(),
          "the statement in line " + statement.line() + " failed: " + e.getMessage(),
          e);
    }
  }

  private Map<String, String> applied(Connection connection) throws SQLException {
    lock(connection);
    Map<String, String> applied = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      try (ResultSet rows =
          statement.executeQuery("SELECT name, checksum FROM callboard_migration")) {
        while (rows.next()) {
          applied.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return applied;
  }

  /** On SQLite the transaction is the lock. */
  private void lock(Connection connection) throws SQLException {
    if (store.dialect() == Dialect.SQLITE) {
      return;
    }
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, "callboard migrations of " + store.name());
      lock.execute();
    }
  }

  private static void check(Script script, String checksum) {
    if (checksum != null && !checksum.equals(script.checksum())) {
      throw new MigrationException(
          script.name(), "was changed after it had been applied; undo that and add another file");
    }
  }

  private void refuse(Script script) {
    for (SqlStatement statement : statements(script)) {
      Optional<String> refusal = MigrationRules.refusal(statement);
      if (refusal.isPresent()) {
        throw new MigrationException(
            script.name(), "line " + statement.line() + " is refused: " + refusal.get());
      }
    }
  }

  private List<SqlStatement> statements(Script script) {
    try {
      return SqlStatement.split(script.sql(), store.dialect());
    } catch (IllegalArgumentException e) {
      throw new MigrationException(script.name(), e.getMessage());
    }
  }
}
