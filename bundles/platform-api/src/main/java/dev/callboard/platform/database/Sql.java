package dev.callboard.platform.database;

import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Statements with their values, for the work that {@link PluginDatabase} does. Stateless; every
 * method works in the transaction of its connection and blocks. What the database refuses is thrown
 * as it is.
 *
 * <p>Values are bound in the order of the marks, alike on all databases:
 *
 * <ul>
 *   <li>They are texts, numbers, truth values, bytes, and null; anything else, such as a date, is
 *       refused with {@link IllegalArgumentException}, because databases do not read it alike.
 *   <li>Null has no type: the database takes that of the column. A null that is compared with
 *       nothing but another mark needs a {@code CAST} in the statement.
 *   <li>A text with the character U+0000 is refused with the code {@code INPUT}: PostgreSQL cannot
 *       keep it, and a text that is changed in silence is not found again. Texts of others that are
 *       only shown go through {@link #storable}.
 * </ul>
 *
 * <p>Rows come a thousand at a time, so that of a large result no more is in memory than what is
 * kept of it. PostgreSQL does so within a transaction only, which the work of {@link
 * PluginDatabase} always is. Meanwhile other statements may run on the same connection.
 *
 * @since 1.2
 */
public final class Sql {
  private static final int FETCH = 1_000;
  private static final int BATCH = 1_000;
  private static final int IN = 500;

  private Sql() {}

  /**
   * Makes a value of a row.
   *
   * @param <T> the value
   */
  @ConsumerType
  @FunctionalInterface
  public interface Row<T> {
    /**
     * Reads the row that the result is at. It must not move the result.
     *
     * @return may be null
     */
    T read(ResultSet row) throws SQLException;
  }

  /** Returns what is made of all rows, in their order. */
  public static <T> List<T> list(Connection connection, Row<T> reader, String sql, Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    each(
        connection,
        reader,
        value -> {
          found.add(value);
          return true;
        },
        sql,
        values);
    return found;
  }

  /** Hands over rows for as long as the taker wants more. */
  public static <T> void each(
      Connection connection, Row<T> reader, Predicate<T> taker, String sql, Object... values)
      throws SQLException {
    select(connection, FETCH, reader, taker, sql, values);
  }

  private static <T> void select(
      Connection connection,
      int fetch,
      Row<T> reader,
      Predicate<T> taker,
      String sql,
      Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, values);
      select.setFetchSize(fetch);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (!taker.test(reader.read(row))) {
            return;
          }
        }
      }
    }
  }

  /**
   * Returns all rows of a statement whose {@code ??} stands for a list of any length. Long lists
   * take several statements, so an order holds only within 500 values of the list.
   *
   * @param list no null; none gives no rows
   * @param before values of marks that stand before the list
   */
  public static <T> List<T> in(
      Connection connection, Row<T> reader, String sql, Collection<?> list, Object... before)
      throws SQLException {
    List<T> found = new ArrayList<>();
    eachIn(connection, reader, found::add, sql, list, before);
    return found;
  }

  /** Hands over all rows of a statement with a list, as {@link #in}. */
  public static <T> void eachIn(
      Connection connection,
      Row<T> reader,
      Consumer<T> taker,
      String sql,
      Collection<?> list,
      Object... before)
      throws SQLException {
    List<?> all = List.copyOf(list);
    for (int from = 0; from < all.size(); from += IN) {
      List<?> part = all.subList(from, Math.min(all.size(), from + IN));
      List<Object> values = new ArrayList<>(Arrays.asList(before));
      values.addAll(part);
      String marks = "?" + ", ?".repeat(part.size() - 1);
      each(
          connection,
          reader,
          value -> {
            taker.accept(value);
            return true;
          },
          sql.replace("??", marks),
          values.toArray());
    }
  }

  /** Returns the number in the first column of the first row, 0 when there is none. */
  public static long number(Connection connection, String sql, Object... values)
      throws SQLException {
    List<Long> found = new ArrayList<>(1);
    // one row is no cursor worth
    select(
        connection,
        0,
        row -> row.getLong(1),
        value -> {
          found.add(value);
          return false;
        },
        sql,
        values);
    return found.isEmpty() ? 0 : found.get(0);
  }

  /** Changes rows; returns how many. */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Runs a statement once for each array of values, a thousand at a time. */
  public static void batch(Connection connection, String sql, Iterable<Object[]> rows)
      throws SQLException {
    if (!rows.iterator().hasNext()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (Object[] values : rows) {
        bind(statement, values);
        statement.addBatch();
        waiting++;
        if (waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  /** Returns a text without the characters that no database keeps. */
  public static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value == null) {
      statement.setNull(at, Types.NULL);
    } else if (value instanceof String text) {
      if (text.indexOf('\0') >= 0) {
        throw PortalException.input("A text must not have the character U+0000");
      }
      statement.setString(at, text);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(at, bytes);
    } else if (value instanceof Number || value instanceof Boolean) {
      statement.setObject(at, value);
    } else {
      throw new IllegalArgumentException(
          "a value of a statement must not be a " + value.getClass().getName());
    }
  }
}
