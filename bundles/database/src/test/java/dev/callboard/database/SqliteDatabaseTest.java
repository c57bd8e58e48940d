package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends PluginDatabaseContract {
  @TempDir Path folder;

  @Override
  DatabaseSettings settings() {
    return settings(Optional.of(folder.resolve("db")));
  }

  private static DatabaseSettings settings(Optional<Path> folder) {
    return new DatabaseSettings(
        Dialect.SQLITE,
        folder,
        Optional.empty(),
        4,
        4,
        Duration.ofMillis(500),
        Duration.ofMillis(50),
        Duration.ofSeconds(2));
  }

  private Path file(String id) {
    return folder.resolve("db").resolve(id + ".sqlite");
  }

  @Test
  void filesAreForTheirOwnerOnly() throws Exception {
    ScopedDatabase database = plugin("one", TABLE);
    database.write(connection -> insert(connection, 1, "a"));
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path path = Path.of(file("one") + suffix);
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), suffix);
    }
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("db"))));
  }

  @Test
  void connectionsHaveTheSafeSettings() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    database.write(
        connection -> {
          assertEquals(2, number(connection, "PRAGMA synchronous"));
          assertEquals(1, number(connection, "PRAGMA foreign_keys"));
          assertEquals(0, number(connection, "PRAGMA trusted_schema"));
          assertEquals(50, number(connection, "PRAGMA busy_timeout"));
          try (var rows = connection.createStatement().executeQuery("PRAGMA journal_mode")) {
            assertEquals("wal", rows.getString(1));
          }
          return null;
        });
  }

  @Test
  void B15_theFileOfAnotherPluginCannotBeAttached() throws SQLException {
    ScopedDatabase victim = plugin("victim", TABLE);
    victim.write(connection -> insert(connection, 1, "secret"));
    ScopedDatabase thief = plugin("thief", Map.of());
    String attach = "ATTACH DATABASE '" + file("victim") + "' AS other";
    for (boolean write : List.of(true, false)) {
      SQLException e =
          assertThrows(
              SQLException.class,
              () -> {
                if (write) {
                  thief.write(connection -> execute(connection, attach));
                } else {
                  thief.read(connection -> execute(connection, attach));
                }
              });
      assertTrue(e.getMessage().contains("too many attached databases"), e.getMessage());
    }
    assertThrows(
        SQLException.class,
        () -> thief.read(connection -> execute(connection, "SELECT load_extension('/tmp/x.so')")));
  }

  @Test
  void F11_aForeignWriterMakesUsWaitForABoundedTimeAndThenWeRecover() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    assertEquals(0, count(database));
    try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file("one"))) {
      execute(foreign, "BEGIN IMMEDIATE");
      long start = System.nanoTime();
      PortalException e =
          assertThrows(
              PortalException.class, () -> database.write(connection -> insert(connection, 1, "")));
      assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
      assertEquals(0, count(database));
      execute(foreign, "ROLLBACK");
    }
    assertEquals(1, put(database, 1, ""));
  }

  @Test
  void F12_aDamagedFileIsRefusedAndLeftAsItIs() throws Exception {
    Files.createDirectories(file("one").getParent());
    byte[] damaged = new byte[8192];
    Arrays.fill(damaged, (byte) 'x');
    Files.write(file("one"), damaged);
    ScopedDatabase database = plugin("one", TABLE);
    PortalException e = assertThrows(PortalException.class, () -> count(database));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    assertTrue(databases.failures().get("one").contains("cannot be opened"));
    assertEquals(-1, Arrays.mismatch(damaged, Files.readAllBytes(file("one"))));
    // The others go on, and a repaired file is used without a restart.
    assertEquals(0, count(plugin("two", TABLE)));
    Files.delete(file("one"));
    databases.probe();
    assertEquals(Map.of(), databases.failures());
    assertEquals(0, count(database));
  }

  @Test
  void F12_aLostFileWithItsJournalLeftIsNotReplacedByAnEmptyOne() throws IOException {
    Files.createDirectories(file("one").getParent());
    Files.writeString(Path.of(file("one") + "-wal"), "journal");
    assertThrows(PortalException.class, () -> count(plugin("one", TABLE)));
    assertTrue(Files.notExists(file("one")));
  }

  @Test
  void networkFileSystemsAreRefused() {
    SqliteFile.refuseNetwork(folder, "ext4");
    assertThrows(PortalException.class, () -> SqliteFile.refuseNetwork(folder, "NFS4"));
  }

  @Test
  void U03_aDatabaseThatIsFullAnswersInsufficientStorage() throws SQLException {
    ScopedDatabase database = plugin("one", TABLE);
    count(database);
    PortalException e =
        assertThrows(
            PortalException.class,
            () ->
                database.write(
                    connection -> {
                      int pages = number(connection, "PRAGMA page_count");
                      execute(connection, "PRAGMA max_page_count = " + (pages + 1));
                      for (int i = 0; i < 100; i++) {
                        insert(connection, i, "x".repeat(1000));
                      }
                      return null;
                    }));
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, e.code());
    assertEquals(0, count(database));
  }

  @Test
  void aDatabaseInMemoryReadsAndWrites() throws SQLException {
    try (Databases memory = new Databases(() -> settings(Optional.empty()), folder, commits::add)) {
      ScopedDatabase database = new ScopedDatabase(memory, "one", () -> TABLE);
      assertEquals(1, put(database, 1, "a"));
      assertEquals(1, count(database));
    }
  }

  @Test
  void F16_theRetriesAreFive() {
    ScopedDatabase database = plugin("one", TABLE);
    int[] calls = {0};
    assertThrows(
        PortalException.class,
        () ->
            database.write(
                connection -> {
                  calls[0]++;
                  throw new SQLException("busy", "", 5);
                }));
    assertEquals(1 + Transactions.RETRIES, calls[0]);
    SQLException other =
        assertThrows(
            SQLException.class,
            () ->
                database.write(
                    connection -> {
                      calls[0] = 0;
                      throw new SQLException("constraint", "", 19);
                    }));
    assertEquals("constraint", other.getMessage());
    assertEquals(0, calls[0]);
  }
}
