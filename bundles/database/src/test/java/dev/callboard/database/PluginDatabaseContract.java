package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database does alike. */
abstract class PluginDatabaseContract {
  static final Map<String, String> TABLE =
      Map.of("001-table.sql", "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL);");

  final List<String> commits = java.util.Collections.synchronizedList(new ArrayList<>());
  Databases databases;

  abstract DatabaseSettings settings();

  @BeforeEach
  void openDatabases() {
    databases = newDatabases();
  }

  Databases newDatabases() {
    return new Databases(this::settings, java.nio.file.Path.of("target"), commits::add);
  }

  @AfterEach
  void closeDatabases() {
    databases.close();
  }

  ScopedDatabase plugin(String id, Map<String, String> scripts) {
    return new ScopedDatabase(databases, id, () -> scripts);
  }

  static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static Integer insert(Connection connection, int id, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO item (id, name) VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, name);
      return insert.executeUpdate();
    }
  }

  static int put(ScopedDatabase database, int id, String name) throws SQLException {
    return database.write(connection -> insert(connection, id, name));
  }

  static int query(ScopedDatabase database, String sql) throws SQLException {
    return database.read(connection -> number(connection, sql));
  }

  static int count(ScopedDatabase database) throws SQLException {
    return database.read(connection -> number(connection, "SELECT count(*) FROM item"));
  }

  static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  static Object execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  @Test
  void whatIsWrittenIsKeptOverARestart() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    assertEquals(1, put(database, 1, "a"));
    databases.close();
    databases = newDatabases();
    assertEquals(1, count(plugin("one", TABLE)));
  }

  @Test
  void nothingIsOpenedBeforeTheFirstUse() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    database.dialect();
    assertEquals(Set.of(), databases.opened());
    count(database);
    assertEquals(Set.of("one"), databases.opened());
    database.close();
    assertEquals(Set.of(), databases.opened());
  }

  @Test
  void workThatThrowsLeavesNothing() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    assertThrows(
        IllegalStateException.class,
        () ->
            database.write(
                connection -> {
                  insert(connection, 1, "a");
                  throw new IllegalStateException("on purpose");
                }));
    assertThrows(
        SQLException.class,
        () ->
            database.write(
                connection -> {
                  insert(connection, 2, "a");
                  return insert(connection, 2, "again");
                }));
    assertEquals(0, count(database));
  }

  @Test
  void batchesBelongToTheTransaction() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    assertThrows(
        IllegalStateException.class,
        () ->
            database.write(
                connection -> {
                  try (PreparedStatement insert =
                      connection.prepareStatement("INSERT INTO item (id, name) VALUES (?, 'x')")) {
                    for (int i = 0; i < 10; i++) {
                      insert.setInt(1, i);
                      insert.addBatch();
                    }
                    insert.executeBatch();
                  }
                  assertEquals(10, number(connection, "SELECT count(*) FROM item"));
                  throw new IllegalStateException("on purpose");
                }));
    assertEquals(0, count(database));
  }

  @Test
  void readersCannotWrite() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    assertThrows(SQLException.class, () -> database.read(connection -> insert(connection, 1, "a")));
    assertEquals(0, count(database));
  }

  @Test
  void theConnectionIsGuarded() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    AtomicReference<Connection> kept = new AtomicReference<>();
    database.write(
        connection -> {
          kept.set(connection);
          assertFalse(connection.getAutoCommit());
          assertThrows(SQLException.class, connection::commit);
          assertThrows(SQLException.class, connection::rollback);
          assertThrows(SQLException.class, () -> connection.setAutoCommit(true));
          assertThrows(SQLException.class, () -> connection.unwrap(Connection.class));
          connection.close();
          return insert(connection, 1, "a");
        });
    assertEquals(1, count(database));
    assertTrue(kept.get().isClosed());
    assertThrows(SQLException.class, () -> kept.get().createStatement());
  }

  @Test
  void writeInsideOfWriteIsToldAtOnce() {
    ScopedDatabase database = plugin("one", TABLE);
    assertThrows(
        IllegalStateException.class,
        () -> database.write(outer -> database.write(inner -> insert(inner, 1, "a"))));
  }

  @Test
  void readersDoNotWaitForAWriter() throws Exception {
    ScopedDatabase database = plugin("one", TABLE);
    int seen =
        database.write(
            connection -> {
              insert(connection, 1, "a");
              return count(database);
            });
    assertEquals(0, seen);
  }

  @Test
  void writersOfManyThreadsLoseNothing() throws Exception {
    ScopedDatabase database = plugin("one", TABLE);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int id = i;
        results.add(threads.submit(() -> database.write(c -> insert(c, id, "n" + id))));
      }
      for (Future<Integer> result : results) {
        assertEquals(1, result.get(30, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(100, count(database));
  }

  @Test
  void aTableAndAQueryOfTheSameNameDoNotMeetThoseOfAnotherPlugin() throws SQLException {
    ScopedDatabase one = plugin("one", TABLE);
    ScopedDatabase two =
        plugin("two", Map.of("001-x.sql", "CREATE TABLE item (label TEXT, id INTEGER)"));
    for (int i = 0; i < 10; i++) {
      int id = i;
      one.write(connection -> insert(connection, id, "one"));
      two.write(
          connection -> execute(connection, "INSERT INTO item (label, id) VALUES ('two', 1)"));
      assertEquals("one", one.read(PluginDatabaseContract::firstItem));
      assertEquals("two", two.read(PluginDatabaseContract::firstItem));
    }
  }

  private static String firstItem(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT * FROM item");
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getString(rows.getMetaData().getColumnName(1).equals("label") ? 1 : 2);
    }
  }

  @Test
  void twoVersionsOfAPluginShareADatabase() throws SQLException {
    ScopedDatabase old = plugin("one", TABLE);
    count(old);
    ScopedDatabase updated =
        plugin(
            "one",
            Map.of(
                "001-table.sql",
                TABLE.get("001-table.sql"),
                "002-more.sql",
                "CREATE TABLE more (id INTEGER)"));
    updated.write(connection -> insert(connection, 1, "new"));
    assertEquals(1, count(old));
    old.close();
    assertEquals(1, count(updated));
    updated.close();
    assertThrows(PortalException.class, () -> count(updated));
    // A roll-back to the older version finds a file that it does not know.
    assertEquals(1, count(plugin("one", TABLE)));
  }

  @Test
  void aChangedMigrationIsNamed() throws SQLException {
    ScopedDatabase first = plugin("one", TABLE);
    count(first);
    first.close();
    ScopedDatabase lineEnds =
        plugin("one", Map.of("001-table.sql", TABLE.get("001-table.sql") + "\r\n"));
    MigrationException e = assertThrows(MigrationException.class, () -> count(lineEnds));
    assertTrue(e.getMessage().startsWith("Migration 001-table.sql: was changed"), e.getMessage());
  }

  @Test
  void aFailingMigrationLeavesWhatWasThere() throws SQLException {
    Map<String, String> bad =
        Map.of(
            "001-table.sql",
            TABLE.get("001-table.sql"),
            "002-bad.sql",
            "CREATE TABLE half (id INTEGER);\n\nINSERT INTO nowhere VALUES (1);");
    MigrationException e = assertThrows(MigrationException.class, () -> count(plugin("one", bad)));
    assertTrue(e.getMessage().contains("002-bad.sql: the statement in line 3"), e.getMessage());
    ScopedDatabase database = plugin("one", TABLE);
    assertEquals(0, count(database));
    assertThrows(
        SQLException.class,
        () -> database.read(connection -> number(connection, "SELECT count(*) FROM half")));
  }

  @Test
  void B16_migrationsThatReachBeyondAreRefusedAndNothingIsRun() throws SQLException {
    for (String sql :
        List.of("DROP TABLE callboard_audit_outbox", "DROP TABLE public.entities", "VACUUM")) {
      Map<String, String> bad =
          Map.of("001-a.sql", "CREATE TABLE mine (id INTEGER);", "002-b.sql", sql);
      MigrationException e =
          assertThrows(MigrationException.class, () -> count(plugin("one", bad)), sql);
      assertTrue(e.getMessage().contains("002-b.sql: line 1 is refused"), e.getMessage());
    }
    ScopedDatabase database = plugin("one", Map.of());
    assertThrows(
        SQLException.class,
        () -> database.read(connection -> number(connection, "SELECT count(*) FROM mine")));
    assertEquals(0, query(database, "SELECT count(*) FROM callboard_audit_outbox"));
  }

  @Test
  void theOutboxIsThereForEveryPluginAndGivesRowsInOrder() throws SQLException {
    DatabaseOutboxes outboxes = new DatabaseOutboxes(databases);
    ScopedDatabase database = plugin("one", TABLE);
    for (int i = 0; i < 3; i++) {
      int id = i;
      database.write(
          connection ->
              execute(
                  connection,
                  "INSERT INTO callboard_audit_outbox (id, body) VALUES ('e" + id + "', '{}')"));
    }
    assertEquals(
        List.of("one", "one", "one"),
        commits.subList(commits.size() - 3, commits.size()),
        "each commit is told");
    assertEquals(Set.of("one"), outboxes.databases());
    assertEquals(
        List.of(new OutboxRow("e0", "{}"), new OutboxRow("e1", "{}")), outboxes.read("one", 2));
    outboxes.delete("one", List.of("e0", "e1", "unknown"));
    outboxes.delete("one", List.of("e0"));
    assertEquals(List.of(new OutboxRow("e2", "{}")), outboxes.read("one", 10));
    assertEquals(List.of(), outboxes.read("other", 10));
  }

  @Test
  void F16_whoWaitsTooLongIsToldToComeBack() throws Exception {
    ScopedDatabase database = plugin("one", TABLE);
    count(database);
    ExecutorService threads = Executors.newCachedThreadPool();
    // PostgreSQL gives a plugin half of the four connections, SQLite one writer.
    boolean several = settings().dialect() == Dialect.POSTGRESQL;
    CountDownLatch inside = new CountDownLatch(several ? 2 : 1);
    CountDownLatch release = new CountDownLatch(1);
    try {
      for (int i = 0; i < 2; i++) {
        threads.submit(
            () ->
                database.write(
                    connection -> {
                      inside.countDown();
                      return await(release);
                    }));
      }
      assertTrue(inside.await(10, TimeUnit.SECONDS));
      PortalException e =
          assertThrows(
              PortalException.class, () -> database.write(connection -> insert(connection, 1, "")));
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    } finally {
      release.countDown();
      threads.shutdown();
      assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }
    assertEquals(1, put(database, 1, ""));
  }

  @Test
  void theMigrationsOfOurBundlesApply() throws Exception {
    int bundles = 0;
    for (java.nio.file.Path folder : RepositoryMigrations.folders()) {
      ScopedDatabase database = plugin("bundle-" + bundles++, RepositoryMigrations.scripts(folder));
      assertEquals(
          0, query(database, "SELECT count(*) FROM callboard_audit_outbox"), folder::toString);
    }
    assertTrue(bundles > 0);
  }
}
