package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * How far followers are. A node serves a follower while it holds its row; who is silent for {@link
 * #LEASE} loses it. Thread-safe; every method blocks.
 */
final class FollowerTable {
  /** A follower that was seen once. */
  record Place(String id, long seq) {}

  static final Duration LEASE = Duration.ofSeconds(30);

  private final String holder = UUID.randomUUID().toString();
  private final PluginDatabase database;
  private final Clock clock;

  FollowerTable(PluginDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns how far a follower is; empty for one that is new. */
  OptionalLong place(String id) throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT seq FROM audit_follower WHERE id = ?")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
          }
        });
  }

  /** Notes a new follower, unless another node did. */
  void start(String id, long seq) throws SQLException {
    database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO audit_follower (id, seq, holder, held_until) VALUES (?, ?, '', 0)"
                      + " ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, id);
            insert.setLong(2, seq);
            return insert.executeUpdate();
          }
        });
  }

  /**
   * Takes or keeps a follower for this node, and returns how far it is; empty while another node
   * has it.
   */
  OptionalLong hold(String id) throws SQLException {
    // A file belongs to one process: whoever held it before has ended.
    boolean alone = database.dialect() == Dialect.SQLITE;
    long now = clock.millis();
    int held =
        database.write(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE audit_follower SET holder = ?, held_until = ? WHERE id = ?"
                          + (alone ? "" : " AND (holder = ? OR held_until < ?)"))) {
                update.setString(1, holder);
                update.setLong(2, now + LEASE.toMillis());
                update.setString(3, id);
                if (!alone) {
                  update.setString(4, holder);
                  update.setLong(5, now);
                }
                return update.executeUpdate();
              }
            });
    return held == 0 ? OptionalLong.empty() : place(id);
  }

  /** Notes that a follower has got everything up to a record, and returns whether it is ours. */
  boolean advance(String id, long seq) throws SQLException {
    return database.write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE audit_follower SET seq = ?, held_until = ? WHERE id = ? AND holder = ?"
                      + " AND seq < ?")) {
            update.setLong(1, seq);
            update.setLong(2, clock.millis() + LEASE.toMillis());
            update.setString(3, id);
            update.setString(4, holder);
            update.setLong(5, seq);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** Returns all followers that were ever seen. */
  List<Place> places() throws SQLException {
    return database.read(
        connection -> {
          List<Place> places = new ArrayList<>();
          try (PreparedStatement query =
                  connection.prepareStatement("SELECT id, seq FROM audit_follower ORDER BY id");
              ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              places.add(new Place(rows.getString(1), rows.getLong(2)));
            }
          }
          return places;
        });
  }
}
