package dev.callboard.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Small helpers for batched SQL. */
final class Sql {
  private static final int CHUNK = 500;

  private Sql() {}

  /** Takes one row. */
  interface Row {
    void take(ResultSet row) throws SQLException;
  }

  /** Runs a query. */
  static void query(Connection connection, String sql, Row each, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          each.take(rows);
        }
      }
    }
  }

  /**
   * Runs a query for many keys: {@code %s} in the text becomes the list of parameters.
   *
   * @param leading parameters that stand before it
   */
  static void queryIn(
      Connection connection, String sql, Collection<String> keys, Row each, Object... leading)
      throws SQLException {
    for (List<String> chunk : chunks(keys)) {
      List<Object> parameters = new ArrayList<>(Arrays.asList(leading));
      parameters.addAll(chunk);
      query(connection, String.format(sql, marks(chunk.size())), each, parameters.toArray());
    }
  }

  /** Runs an update for many keys, as {@link #queryIn}. */
  static void updateIn(Connection connection, String sql, Collection<String> keys)
      throws SQLException {
    for (List<String> chunk : chunks(keys)) {
      update(connection, String.format(sql, marks(chunk.size())), chunk.toArray());
    }
  }

  /** Runs an update. */
  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Runs one statement for many rows. */
  static void batch(Connection connection, String sql, Collection<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value instanceof Integer number) {
        statement.setInt(i + 1, number);
      } else if (value instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, (String) value);
      }
    }
  }

  private static List<List<String>> chunks(Collection<String> keys) {
    List<String> all = new ArrayList<>(keys);
    List<List<String>> chunks = new ArrayList<>();
    for (int i = 0; i < all.size(); i += CHUNK) {
      chunks.add(all.subList(i, Math.min(all.size(), i + CHUNK)));
    }
    return chunks;
  }

  private static String marks(int count) {
    return String.join(",", Collections.nCopies(count, "?"));
  }
}
