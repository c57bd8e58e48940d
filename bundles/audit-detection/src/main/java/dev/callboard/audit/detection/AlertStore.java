package dev.callboard.audit.detection;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alerts in the database. Thread-safe; every method blocks. */
final class AlertStore {
  private static final String COLUMNS =
      "id, rule, incident, title, severity, actor, target_kind, target_ref, recipients,"
          + " first_seq, last_seq, first_ts, last_ts, occurrences";
  private static final String ALL =
      COLUMNS + ", acknowledged_by, acknowledged_at, acknowledged_because";

  private final PluginDatabase database;

  AlertStore(PluginDatabase database) {
    this.database = database;
  }

  /**
   * Keeps what was found: as a new alert, or as part of one whose cool-down is not over. That opens
   * one that was acknowledged, and it is told of again. A record that comes again changes nothing.
   */
  void raise(Alert found, Duration coolDown) throws SQLException {
    database.write(
        connection -> {
          Optional<Alert> last = newest(connection, found);
          if (last.isPresent() && last.get().lastSeq() >= found.firstSeq()) {
            return null;
          }
          if (last.isPresent() && within(last.get().lastTs(), found.firstTs(), coolDown)) {
            extend(connection, last.get().id(), found);
          } else {
            insert(connection, found);
          }
          return null;
        });
  }

  private static boolean within(String before, String now, Duration time) {
    return Instant.parse(now).isBefore(Instant.parse(before).plus(time));
  }

  private static Optional<Alert> newest(Connection connection, Alert like) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + ALL
                + " FROM alert WHERE rule = ? AND incident = ? ORDER BY last_seq DESC LIMIT 1")) {
      query.setString(1, like.rule());
      query.setString(2, like.incident());
      return read(query).stream().findFirst();
    }
  }

  private static void extend(Connection connection, String id, Alert found) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert SET last_seq = ?, last_ts = ?, occurrences = occurrences + 1,"
                + " told = CASE WHEN acknowledged_at = '' THEN told ELSE 0 END,"
                + " acknowledged_by = '', acknowledged_at = '', acknowledged_because = ''"
                + " WHERE id = ?")) {
      update.setLong(1, found.lastSeq());
      update.setString(2, found.lastTs());
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  private static void insert(Connection connection, Alert alert) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO alert ("
                + COLUMNS
                + ", told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
      insert.setString(1, alert.id());
      insert.setString(2, alert.rule());
      insert.setString(3, alert.incident());
      insert.setString(4, alert.title());
      insert.setString(5, alert.severity());
      insert.setString(6, alert.actor());
      insert.setString(7, alert.targetKind());
      insert.setString(8, alert.targetRef());
      insert.setString(9, String.join("\n", alert.recipients()));
      insert.setLong(10, alert.firstSeq());
      insert.setLong(11, alert.lastSeq());
      insert.setString(12, alert.firstTs());
      insert.setString(13, alert.lastTs());
      insert.setLong(14, alert.occurrences());
      insert.executeUpdate();
    }
  }

  /** Returns alerts that nobody has been told of, the oldest first. */
  List<Alert> untold(int limit) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT "
                      + ALL
                      + " FROM alert WHERE told = 0 ORDER BY first_seq, id LIMIT "
                      + limit)) {
            return read(query);
          }
        });
  }

  void told(String id) throws SQLException {
    database.write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE alert SET told = 1 WHERE id = ?")) {
            update.setString(1, id);
            return update.executeUpdate();
          }
        });
  }

  /**
   * Lists alerts, what happened last first.
   *
   * @param rule of this rule only; empty for all
   * @param state {@code open} or {@code acknowledged} ones only; empty for all
   * @param before only those whose last record is before this one
   */
  List<Alert> list(String rule, String state, long before, int limit) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT "
                      + ALL
                      + " FROM alert WHERE last_seq < ? AND (? = '' OR rule = ?)"
                      + " AND (? = '' OR ? = CASE WHEN acknowledged_at = '' THEN 'open'"
                      + " ELSE 'acknowledged' END)"
                      + " ORDER BY last_seq DESC, id LIMIT "
                      + limit)) {
            query.setLong(1, before);
            query.setString(2, rule);
            query.setString(3, rule);
            query.setString(4, state);
            query.setString(5, state);
            return read(query);
          }
        });
  }

  /** Returns an alert by its id. */
  static Optional<Alert> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT " + ALL + " FROM alert WHERE id = ?")) {
      query.setString(1, id);
      return read(query).stream().findFirst();
    }
  }

  private static List<Alert> read(PreparedStatement query) throws SQLException {
    List<Alert> alerts = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        alerts.add(
            new Alert(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9).isEmpty() ? List.of() : List.of(row.getString(9).split("\n")),
                row.getLong(10),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getLong(14),
                row.getString(16).isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new Acknowledgement(
                            row.getString(15), row.getString(16), row.getString(17)))));
      }
    }
    return alerts;
  }
}
