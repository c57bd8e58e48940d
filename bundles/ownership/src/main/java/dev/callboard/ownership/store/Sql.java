package dev.callboard.ownership.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Statements with their values. Works in the transaction of the connection, and blocks. */
public final class Sql {
  private static final int BATCH = 1000;

  private Sql() {}

  /**
   * Makes a value of a row.
   *
   * @param <T> the value
   */
  @FunctionalInterface
  public interface Row<T> {
    /** Reads the row that the result is at. */
    T read(ResultSet row) throws SQLException;
  }

  /** Returns all rows. */
  public static <T> List<T> list(Connection c, Row<T> reader, String sql, Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement(sql)) {
      bind(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(reader.read(row));
        }
      }
    }
    return found;
  }

  /** Returns a number of the first row, 0 when there is none. */
  public static long number(Connection c, String sql, Object... values) throws SQLException {
    List<Long> found = list(c, row -> row.getLong(1), sql, values);
    return found.isEmpty() ? 0 : found.get(0);
  }

  /** Changes rows; returns how many. */
  public static int update(Connection c, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Runs a statement once for each array of values. */
  public static void batch(Connection c, String sql, List<Object[]> rows) throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (int i = 0; i < rows.size(); i++) {
        bind(statement, rows.get(i));
        statement.addBatch();
        if (i % BATCH == BATCH - 1 || i == rows.size() - 1) {
          statement.executeBatch();
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        statement.setNull(i + 1, Types.DOUBLE);
      } else if (values[i] instanceof String text) {
        // no database takes the character
        statement.setString(i + 1, text.replace("\0", ""));
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }
}
