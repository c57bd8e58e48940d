package dev.callboard.scaffolder.task;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements with parameters by position: texts, numbers, bytes and null. */
public final class Sql {
  private Sql() {}

  /** Reads a row. */
  public interface Row<T> {
    /** Reads it. */
    T read(ResultSet row) throws SQLException;
  }

  /** Changes rows; returns how many. */
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Reads all rows. */
  public static <T> List<T> list(
      Connection connection, Row<T> reader, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.read(rows));
        }
        return all;
      }
    }
  }

  /** Reads one number. */
  public static long number(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return list(connection, row -> row.getLong(1), sql, parameters).get(0);
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else if (value instanceof Integer number) {
        statement.setInt(i + 1, number);
      } else if (value instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, (String) value);
      }
    }
  }
}
