package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends PluginDatabaseContract {
  private String database;
  private TcpProxy proxy;
  private String user = "postgres";

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings(
        Dialect.POSTGRESQL,
        Optional.empty(),
        Optional.of(
            new PostgresSettings("127.0.0.1", proxy.port(), user, "", database, Optional.empty())),
        4,
        4,
        Duration.ofMillis(1000),
        Duration.ofMillis(500),
        Duration.ofSeconds(2));
  }

  @BeforeEach
  @Override
  void openDatabases() {
    try {
      database = PostgresServer.newDatabase("postgres");
      proxy = new TcpProxy(PostgresServer.port());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    super.openDatabases();
  }

  @AfterEach
  void closeProxy() throws Exception {
    proxy.close();
  }

  @Test
  void B15_theTablesOfAnotherPluginCannotBeRead() throws SQLException {
    ScopedDatabase victim = plugin("victim", TABLE);
    victim.write(connection -> insert(connection, 1, "secret"));
    ScopedDatabase thief = plugin("thief", Map.of());
    SQLException e =
        assertThrows(
            SQLException.class,
            () -> thief.read(c -> number(c, "SELECT count(*) FROM callboard_victim.item")));
    assertEquals("42501", e.getSQLState(), e.getMessage());
    assertThrows(SQLException.class, () -> thief.write(c -> execute(c, "CREATE ROLE evil")));
  }

  @Test
  void whatWorkSetsEndsWithItsTransaction() throws SQLException {
    ScopedDatabase one = plugin("one", TABLE);
    ScopedDatabase two = plugin("two", TABLE);
    for (int i = 0; i < 8; i++) {
      two.read(connection -> execute(connection, "SET LOCAL search_path TO pg_catalog"));
      int id = i;
      one.write(connection -> insert(connection, id, "x"));
    }
    assertEquals(8, count(one));
    assertEquals(0, count(two));
  }

  @Test
  void aUserWithoutTheRightToCreateRolesIsEnough() throws Exception {
    try (Connection connection = PostgresServer.connect("postgres")) {
      PostgresServer.execute(connection, "DROP ROLE IF EXISTS plain");
      PostgresServer.execute(connection, "CREATE ROLE plain LOGIN");
    }
    database = PostgresServer.newDatabase("plain");
    user = "plain";
    ScopedDatabase plain = plugin("plain-one", TABLE);
    assertEquals(1, put(plain, 1, "a"));
    assertEquals(1, count(plain));
    try (Connection connection = PostgresServer.connect(database)) {
      assertEquals(
          1,
          number(
              connection,
              "SELECT count(*) FROM pg_tables WHERE schemaname = 'callboard_plain_one'"
                  + " AND tablename = 'item' AND tableowner = 'plain'"));
    }
  }

  @Test
  void F13_connectionsThatAreCutAreReplacedAndNothingIsLostOrDoubled() throws Exception {
    ScopedDatabase one = plugin("one", TABLE);
    count(one);
    AtomicInteger runs = new AtomicInteger();
    one.write(
        connection -> {
          insert(connection, 1, "a");
          if (runs.incrementAndGet() == 1) {
            proxy.down();
            proxy.up();
          }
          return insert(connection, 2, "b");
        });
    assertEquals(2, runs.get());
    assertEquals(2, count(one));
  }

  @Test
  void F13_aConnectionCutInTheCommitLeavesTheOutcomeUnknown() throws Exception {
    ScopedDatabase one = plugin("one", TABLE);
    count(one);
    AtomicInteger runs = new AtomicInteger();
    SQLException e =
        assertThrows(
            SQLException.class,
            () ->
                one.write(
                    connection -> {
                      runs.incrementAndGet();
                      insert(connection, 1, "a");
                      proxy.down();
                      proxy.up();
                      return null;
                    }));
    assertEquals("08007", e.getSQLState());
    assertEquals(1, runs.get(), "must not be done again");
    assertEquals(0, count(one));
  }

  @Test
  void F14_whileTheServerIsAwayCallersAreToldSoonAndItIsUsedAgainWhenItReturns() throws Exception {
    ScopedDatabase one = plugin("one", TABLE);
    count(one);
    proxy.down();
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      PortalException e = assertThrows(PortalException.class, () -> count(one));
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    }
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(8), "callers pile up");
    assertTrue(databases.failures().get("postgresql").contains("cannot be reached"));
    proxy.up();
    start = System.nanoTime();
    while (!databases.failures().isEmpty()) {
      databases.probe();
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5), "not used again in 5 s");
      Thread.onSpinWait();
    }
    assertEquals(0, count(one));
  }

  @Test
  void F15_aServerThatSwallowsAllIsNoticedAndCallersAreNotStuck() throws Exception {
    ScopedDatabase one = plugin("one", TABLE);
    ScopedDatabase two = plugin("two", TABLE);
    count(one);
    count(two);
    databases.probe();
    proxy.swallow();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      long start = System.nanoTime();
      List<Future<Integer>> stuck = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ScopedDatabase database = i % 2 == 0 ? one : two;
        stuck.add(threads.submit(() -> count(database)));
      }
      databases.probe();
      assertTrue(databases.failures().get("postgresql").contains("cannot be reached"));
      assertTrue(seconds(start) < 10, "noticed after " + seconds(start) + " s");
      for (Future<Integer> caller : stuck) {
        ExecutionException e =
            assertThrows(ExecutionException.class, () -> caller.get(30, TimeUnit.SECONDS));
        assertEquals(ErrorCode.SERVICE_UNAVAILABLE, ((PortalException) e.getCause()).code());
      }
      start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThrows(PortalException.class, () -> count(one));
      }
      assertTrue(seconds(start) < 10, "refused after " + seconds(start) + " s");
    } finally {
      threads.shutdownNow();
    }
    proxy.up();
    databases.probe();
    assertEquals(Map.of(), databases.failures());
    assertEquals(0, count(one));
  }

  private static long seconds(long start) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  @Test
  void F16_deadlocksAreDoneAgain() throws Exception {
    ScopedDatabase one = plugin("one", TABLE);
    one.write(
        connection -> {
          insert(connection, 1, "a");
          return insert(connection, 2, "b");
        });
    CyclicBarrier barrier = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> forth = threads.submit(() -> update(one, barrier, 1, 2));
      Future<?> back = threads.submit(() -> update(one, barrier, 2, 1));
      forth.get(30, TimeUnit.SECONDS);
      back.get(30, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(2, query(one, "SELECT count(*) FROM item WHERE length(name) = 3"));
  }

  private static Object update(ScopedDatabase database, CyclicBarrier barrier, int from, int to)
      throws SQLException {
    boolean[] first = {true};
    return database.write(
        connection -> {
          execute(connection, "UPDATE item SET name = name || 'x' WHERE id = " + from);
          if (first[0]) {
            first[0] = false;
            try {
              barrier.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
          return execute(connection, "UPDATE item SET name = name || 'x' WHERE id = " + to);
        });
  }

  @Test
  void F06_twoNodesThatMigrateAtOnceApplyEachFileOnce() throws Exception {
    Map<String, String> scripts =
        Map.of(
            "001-table.sql",
            TABLE.get("001-table.sql"),
            "002-row.sql",
            "INSERT INTO item (id, name) VALUES (1, 'once')");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Databases other = newDatabases()) {
      List<Future<Integer>> counts =
          threads.invokeAll(
              List.of(
                  () -> count(new ScopedDatabase(databases, "one", () -> scripts)),
                  () -> count(new ScopedDatabase(other, "one", () -> scripts))));
      for (Future<Integer> result : counts) {
        assertEquals(1, result.get(30, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void tablesCanBeMadeToGrowOnly() throws SQLException {
    ScopedDatabase one =
        plugin(
            "one",
            Map.of(
                "001-log.sql",
                "CREATE TABLE item (id INTEGER, name TEXT);\n"
                    + "CREATE TRIGGER item_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON item"
                    + " FOR EACH STATEMENT EXECUTE FUNCTION callboard_append_only();"));
    one.write(connection -> insert(connection, 1, "a"));
    for (String sql : List.of("DELETE FROM item", "UPDATE item SET id = 2", "TRUNCATE item")) {
      assertThrows(SQLException.class, () -> one.write(connection -> execute(connection, sql)));
    }
    assertEquals(1, count(one));
  }

  @Test
  void schemaNamesAreValidAndDifferForAllIds() {
    assertEquals("callboard_my_plugin", PostgresSchema.name("my-plugin"));
    String longest = PostgresSchema.name("a".repeat(53));
    assertEquals(63, longest.length());
    assertEquals(longest, "callboard_" + "a".repeat(53));
    assertEquals(63, PostgresSchema.name("a".repeat(54)).length());
    assertTrue(
        !PostgresSchema.name("a".repeat(62) + "b").equals(PostgresSchema.name("a".repeat(63))));
  }
}
