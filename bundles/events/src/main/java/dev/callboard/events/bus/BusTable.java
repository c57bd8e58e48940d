package dev.callboard.events.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of the bus. Works in the transaction of the connection, and blocks. */
final class BusTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many rows are looked at in one go. */
  private static final int SCAN = 500;

  /**
   * Who reads.
   *
   * @param id its id
   * @param topics what it wants
   * @param position the last event that it read or passed over
   */
  record Subscription(String id, Set<String> topics, long position) {}

  private BusTable() {}

  static String write(Collection<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> read(String json) {
    try {
      return Set.copyOf(Arrays.asList(JSON.readValue(json, String[].class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of the bus is not JSON", e);
    }
  }

  static List<Subscription> subscriptions(Connection connection) throws SQLException {
    List<Subscription> all = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, topics, position FROM bus_subscription ORDER BY id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(new Subscription(row.getString(1), read(row.getString(2)), row.getLong(3)));
      }
    }
    return all;
  }

  /** Finds one, and keeps others from reading for it until the transaction ends. */
  static Optional<Subscription> lock(Connection connection, String id, long now)
      throws SQLException {
    if (execute(connection, "UPDATE bus_subscription SET seen_ms = ? WHERE id = ?", now, id) == 0) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, topics, position FROM bus_subscription WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return Optional.of(
            new Subscription(row.getString(1), read(row.getString(2)), row.getLong(3)));
      }
    }
  }

  /** A new one reads what is published from now on; one that is there stays where it is. */
  static void put(Connection connection, String id, Collection<String> topics, long now)
      throws SQLException {
    execute(
        connection,
        "INSERT INTO bus_subscription (id, topics, position, seen_ms)"
            + " SELECT ?, ?, last, ? FROM bus_sequence WHERE id = 1"
            + " ON CONFLICT (id) DO UPDATE SET topics = excluded.topics,"
            + " seen_ms = excluded.seen_ms",
        id,
        write(topics),
        now);
  }

  static void publish(Connection connection, BusEvent event, Collection<String> notified, long now)
      throws SQLException {
    execute(connection, "UPDATE bus_sequence SET last = last + 1 WHERE id = 1");
    execute(
        connection,
        "INSERT INTO bus_event (seq, topic, payload, notified, created_ms)"
            + " SELECT last, ?, ?, ?, ? FROM bus_sequence WHERE id = 1",
        event.topic(),
        event.payload(),
        write(notified),
        now);
  }

  /**
   * Returns the next events of a subscription, and moves it behind them.
   *
   * @param most how many at the most
   * @param bytes after how many characters of payload no more are added
   */
  static List<BusEvent> next(Connection connection, Subscription subscription, int most, long bytes)
      throws SQLException {
    List<BusEvent> found = new ArrayList<>();
    long position = subscription.position();
    boolean more = true;
    while (more) {
      more = false;
      int looked = 0;
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT seq, topic, payload, notified FROM bus_event WHERE seq > ? ORDER BY seq"
                  + " LIMIT ?")) {
        select.setFetchSize(most);
        select.setLong(1, position);
        select.setInt(2, SCAN);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            looked++;
            position = row.getLong(1);
            if (subscription.topics().contains(row.getString(2))
                && !read(row.getString(4)).contains(subscription.id())) {
              found.add(new BusEvent(row.getString(2), row.getString(3)));
              if (found.size() >= most
                  || found.stream().mapToLong(each -> each.payload().length()).sum() >= bytes) {
                break;
              }
            }
          }
        }
      }
      more = looked == SCAN && found.isEmpty();
    }
    if (position != subscription.position()) {
      execute(
          connection,
          "UPDATE bus_subscription SET position = ? WHERE id = ?",
          position,
          subscription.id());
    }
    return found;
  }

  /** Returns whether there is an event for a subscription, also when there is no subscription. */
  static boolean hasNext(Connection connection, String id) throws SQLException {
    Optional<Subscription> found =
        subscriptions(connection).stream().filter(each -> each.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return true;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT topic, notified FROM bus_event WHERE seq > ? ORDER BY seq")) {
      select.setLong(1, found.get().position());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (found.get().topics().contains(row.getString(1))
              && !read(row.getString(2)).contains(id)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Deletes events that are too old, those beyond a number that are old enough, and who is gone.
   */
  static void purge(Connection connection, long tooOld, long oldEnough, long most)
      throws SQLException {
    execute(
        connection,
        "DELETE FROM bus_event WHERE created_ms < ? OR (created_ms < ? AND seq <="
            + " (SELECT last FROM bus_sequence WHERE id = 1) - ?)",
        tooOld,
        oldEnough,
        most);
    execute(connection, "DELETE FROM bus_subscription WHERE seen_ms < ?", tooOld);
  }

  private static int execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
