package dev.callboard.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Signals by NOTIFY and LISTEN: all plugins share one channel, the payload tells them apart. */
final class PostgresSignals {
  static final int CONNECT_SECONDS = 3;

  /** Longer than a wait for signals, or the driver would take the silence for a lost server. */
  static final int SILENCE_SECONDS = 20;

  private static final int WAIT_MILLIS = 5_000;
  private static final String CHANNEL = "callboard_signals";
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9.-]{1,200}");

  private PostgresSignals() {}

  static void send(Connection transaction, String id, String topic) throws SQLException {
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException("a topic is 1 to 200 letters, digits, dots and hyphens");
    }
    try (PreparedStatement notify = transaction.prepareStatement("SELECT pg_notify(?, ?)")) {
      notify.setString(1, CHANNEL);
      notify.setString(2, id + " " + topic);
      notify.execute();
    }
  }

  static void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
  }

  /**
   * Waits some seconds for signals and hands them on.
   *
   * @throws SQLException when the connection is lost or was closed
   */
  static void receive(Connection connection, BiConsumer<String, String> each) throws SQLException {
    PGNotification[] found = connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
    if (found == null || found.length == 0) {
      // A server that is gone without a word is noticed by asking it.
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      }
      return;
    }
    for (PGNotification signal : found) {
      String[] parts = signal.getParameter().split(" ", 2);
      if (parts.length == 2) {
        each.accept(parts[0], parts[1]);
      }
    }
  }
}
