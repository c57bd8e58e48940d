package dev.callboard.catalog.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Runs SQL with parameters: texts, whole numbers, bytes and nulls, bound in their order. All of it
 * blocks on the connection that it is given, and throws what the database throws.
 */
public final class Sql {
  private static final int CHUNK = 500;

  private Sql() {}

  /** Takes one row. */
  public interface Row {
    /** Takes the row that the result stands at. */
    void take(ResultSet row) throws SQLException;
  }

  /** Makes something of a row. */
  public interface Mapper<T> {
    /** Returns what the row that the result stands at says. */
    T map(ResultSet row) throws SQLException;
  }

  /** Runs a query. */
  public static void query(Connection connection, String sql, Row each, Object... parameters)
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

  /** Runs a query and returns what is made of its rows, in their order. */
  public static <T> List<T> list(
      Connection connection, String sql, Mapper<T> mapper, Object... parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    query(connection, sql, row -> found.add(mapper.map(row)), parameters);
    return found;
  }

  /** Runs a query and returns what is made of its first row, empty when it has none. */
  public static <T> Optional<T> first(
      Connection connection, String sql, Mapper<T> mapper, Object... parameters)
      throws SQLException {
    return list(connection, sql, mapper, parameters).stream().findFirst();
  }

  /**
   * Runs a query for many keys: {@code %s} in the text becomes the list of parameters.
   *
   * @param leading parameters that stand before it
   */
  public static void queryIn(
      Connection connection, String sql, Collection<String> keys, Row each, Object... leading)
      throws SQLException {
    for (List<String> chunk : chunks(keys)) {
      List<Object> parameters = new ArrayList<>(Arrays.asList(leading));
      parameters.addAll(chunk);
      query(connection, String.format(sql, marks(chunk.size())), each, parameters.toArray());
    }
  }

  /** Runs an update for many keys, as {@link #queryIn}. */
  public static void updateIn(Connection connection, String sql, Collection<String> keys)
      throws SQLException {
    for (List<String> chunk : chunks(keys)) {
      update(connection, String.format(sql, marks(chunk.size())), chunk.toArray());
    }
  }

  /** Runs an update. */
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Runs one statement for many rows. */
  public static void batch(Connection connection, String sql, Collection<Object[]> rows)
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
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
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
