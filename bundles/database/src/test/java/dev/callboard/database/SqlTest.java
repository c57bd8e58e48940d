package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published statements do the same on all databases. */
class SqlTest {
  private static final String INSERT =
      "INSERT INTO item (id, name, size, share, body, done) VALUES (?, ?, ?, ?, ?, ?)";
  private static final String ALL = "SELECT name FROM item ORDER BY id";

  private static TestDatabase open(Dialect dialect) throws Exception {
    TestDatabase database = new TestDatabase(dialect, SqlTest.class);
    String bytes = dialect == Dialect.SQLITE ? "BLOB" : "BYTEA";
    database.write(
        c ->
            Sql.update(
                c,
                "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, size BIGINT,"
                    + " share DOUBLE PRECISION, body "
                    + bytes
                    + ", done BOOLEAN)"));
    return database;
  }

  private static Stream<Object[]> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Object[] {i, "n" + i, i * 1_000L, i / 2.0, null, i % 2 == 0});
  }

  private static long number(TestDatabase database, String sql, Object... values)
      throws SQLException {
    return database.read(c -> Sql.number(c, sql, values));
  }

  private static String name(ResultSet row) throws SQLException {
    return row.getString(1);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void valuesComeBackAsTheyWere(Dialect dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      byte[] body = {0, 1, -1};
      database.write(c -> Sql.update(c, INSERT, 1, "é𝄞", Long.MAX_VALUE, 0.1, body, true));
      database.read(
          c ->
              Sql.list(
                  c,
                  row -> {
                    assertEquals("é𝄞", row.getString(1));
                    assertEquals(Long.MAX_VALUE, row.getLong(2));
                    assertEquals(0.1, row.getDouble(3));
                    assertArrayEquals(body, row.getBytes(4));
                    assertTrue(row.getBoolean(5));
                    return null;
                  },
                  "SELECT name, size, share, body, done FROM item WHERE name = ? AND done = ?",
                  "é𝄞",
                  true));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nullFitsEachColumnAndMayChangeInABatch(Dialect dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      List<Object[]> rows =
          List.of(
              new Object[] {1, null, 1L, null, null, null},
              new Object[] {2, "b", null, 0.5, new byte[0], false},
              new Object[] {3, null, null, null, null, null});
      database.write(
          c -> {
            Sql.batch(c, INSERT, rows);
            return null;
          });
      assertEquals(
          3L, number(database, "SELECT count(*) FROM item WHERE body IS NULL OR id = ?", 2));
      List<String> names = database.read(c -> Sql.list(c, SqlTest::name, ALL));
      assertNull(names.get(0));
      assertEquals("b", names.get(1));
      int changed =
          database.write(
              c ->
                  Sql.update(
                      c, "UPDATE item SET name = coalesce(?, 'none') WHERE id = 1", (Object) null));
      assertEquals(1, changed);
      assertEquals(1L, number(database, "SELECT count(*) FROM item WHERE name = 'none'"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTextThatOneDatabaseCannotKeepIsRefusedByAll(Dialect dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      PortalException refused =
          assertThrows(
              PortalException.class,
              () -> database.write(c -> Sql.update(c, INSERT, 1, "a\0b", 1, 1, null, true)));
      assertEquals(ErrorCode.INPUT, refused.code());
      assertEquals("ab", Sql.storable("a\0b"));
      assertThrows(
          IllegalArgumentException.class, () -> number(database, "SELECT ?", Instant.EPOCH));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void batchesAndListsMayBeOfAnyLength(Dialect dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      for (int count : new int[] {0, 1, 999, 1_000, 1_001}) {
        database.write(
            c -> {
              Sql.update(c, "DELETE FROM item");
              Sql.batch(c, INSERT, rows(count).toList());
              return null;
            });
        List<Integer> ids = IntStream.range(0, count).boxed().toList();
        assertEquals(
            count,
            database
                .read(
                    c ->
                        Sql.in(
                            c,
                            SqlTest::name,
                            "SELECT name FROM item WHERE size >= ? AND id IN (??)",
                            ids,
                            0L))
                .size());
      }
      assertEquals(0L, number(database, "SELECT id FROM item WHERE id < 0"));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aLargeResultIsNotInMemoryAtOnceAndOtherStatementsRunMeanwhile(Dialect dialect)
      throws Exception {
    try (TestDatabase database = open(dialect)) {
      database.write(
          c -> {
            Sql.batch(c, INSERT, rows(5_000).toList());
            return null;
          });
      List<String> taken = new ArrayList<>();
      database.read(
          c -> {
            Sql.each(
                c,
                SqlTest::name,
                name -> {
                  taken.add(name);
                  return taken.size() < 2_500 && isOpen(c, dialect) && one(c, name);
                },
                ALL);
            return null;
          });
      assertEquals(2_500, taken.size());
      assertEquals("n2499", taken.get(2_499));
    }
  }

  /** The server tells which results are not read to their end. */
  private static boolean isOpen(Connection c, Dialect dialect) {
    if (dialect == Dialect.SQLITE) {
      return true;
    }
    try {
      return Sql.number(c, "SELECT count(*) FROM pg_cursors WHERE statement = ?", ALL) == 1;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean one(Connection c, String name) {
    try {
      return Sql.number(c, "SELECT count(*) FROM item WHERE name = ?", name) == 1;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
