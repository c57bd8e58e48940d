package dev.callboard.supply.chain.store;

import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Statements with their values. Works in the transaction of the connection, and blocks. */
public final class Sql {
  private static final int IN = 500;
  private static final int FETCH = 1_000;

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
    each(c, reader, value -> found.add(value), sql, values);
    return found;
  }

  /** Hands over rows for as long as the taker wants more. */
  public static <T> void each(
      Connection c, Row<T> reader, Predicate<T> taker, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement select = c.prepareStatement(sql)) {
      bind(select, values);
      // PostgreSQL would have all rows in memory at once.
      select.setFetchSize(FETCH);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (!taker.test(reader.read(row))) {
            return;
          }
        }
      }
    }
  }

  /** Returns all rows of a statement whose {@code ??} stands for a list of any length. */
  public static <T> List<T> in(
      Connection c, Row<T> reader, String sql, Collection<?> list, Object... before)
      throws SQLException {
    List<T> found = new ArrayList<>();
    eachIn(c, reader, found::add, sql, list, before);
    return found;
  }

  /** Hands over all rows of a statement whose {@code ??} stands for a list of any length. */
  public static <T> void eachIn(
      Connection c,
      Row<T> reader,
      Consumer<T> taker,
      String sql,
      Collection<?> list,
      Object... before)
      throws SQLException {
    List<?> all = List.copyOf(list);
    for (int from = 0; from < all.size(); from += IN) {
      List<?> part = all.subList(from, Math.min(all.size(), from + IN));
      List<Object> values = new ArrayList<>(List.of(before));
      values.addAll(part);
      String marks = "?" + ", ?".repeat(part.size() - 1);
      each(
          c,
          reader,
          value -> {
            taker.accept(value);
            return true;
          },
          sql.replace("??", marks),
          values.toArray());
    }
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
  public static void batch(Connection c, String sql, Iterable<Object[]> rows) throws SQLException {
    if (!rows.iterator().hasNext()) {
      return;
    }
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      int waiting = 0;
      for (Object[] values : rows) {
        bind(statement, values);
        statement.addBatch();
        waiting++;
        if (waiting == 1000) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  /** Takes a block of numbers; returns the first. Other writers wait until the end of this one. */
  public static long take(Connection c, long count) throws SQLException {
    update(c, "UPDATE number SET next = next + ? WHERE name = 'all'", count);
    return number(c, "SELECT next FROM number WHERE name = 'all'") - count;
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text && text.indexOf('\0') >= 0) {
        throw PortalException.input("A text must not have the character U+0000");
      }
      if (values[i] instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else if (values[i] == null) {
        statement.setNull(i + 1, java.sql.Types.BIGINT);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }
}
