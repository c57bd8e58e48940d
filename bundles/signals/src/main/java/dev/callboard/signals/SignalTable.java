package dev.callboard.signals;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The signals on their way between nodes. Blocks. Numbers are given under a row lock that is held
 * until the commit, so a reader who has seen one number has seen all before it.
 */
final class SignalTable {
  /** How many rows are kept for nodes that are slow to read. */
  static final int KEPT = 1000;

  private static final long UNKNOWN = -1;

  private final PluginDatabase database;
  private final String node = UUID.randomUUID().toString();
  private volatile Wire wire;
  private long last = UNKNOWN;

  SignalTable(PluginDatabase database) {
    this.database = database;
  }

  void use(Wire with) {
    wire = with;
  }

  void insert(List<Signal> signals) throws SQLException {
    database.write(
        connection -> {
          long seq = raise(connection, signals.size());
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO signal (seq, node, recipients, channel, body)"
                      + " VALUES (?, ?, ?, ?, ?)")) {
            for (Signal signal : signals) {
              insert.setLong(1, ++seq);
              insert.setString(2, node);
              insert.setString(3, wire.recipients(signal.recipients()));
              insert.setString(4, signal.channel());
              insert.setString(5, signal.text());
              insert.addBatch();
            }
            insert.executeBatch();
          }
          forget(connection, seq - KEPT);
          database.signal(connection, "sent");
          return null;
        });
  }

  /** Takes numbers; returns the one before the first of them. */
  private static long raise(Connection connection, int count) throws SQLException {
    try (PreparedStatement raise =
        connection.prepareStatement("UPDATE signal_head SET seq = seq + ? WHERE id = 1")) {
      raise.setInt(1, count);
      raise.executeUpdate();
    }
    return head(connection) - count;
  }

  private static long head(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT seq FROM signal_head WHERE id = 1");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void forget(Connection connection, long until) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM signal WHERE seq <= ?")) {
      delete.setLong(1, until);
      delete.executeUpdate();
    }
  }

  /** Returns what other nodes sent since the last call; the first call returns nothing. */
  synchronized List<Signal> news() throws SQLException {
    List<Signal> found = new ArrayList<>();
    last =
        database.read(
            connection -> {
              found.clear();
              return last == UNKNOWN ? head(connection) : collect(connection, found);
            });
    return found;
  }

  private long collect(Connection connection, List<Signal> found) throws SQLException {
    long seen = last;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT seq, node, recipients, channel, body FROM signal WHERE seq > ? ORDER BY seq")) {
      select.setLong(1, last);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          seen = row.getLong(1);
          if (!row.getString(2).equals(node)) {
            found.add(
                new Signal(wire.recipients(row.getString(3)), row.getString(4), row.getString(5)));
          }
        }
      }
    }
    return seen;
  }
}
