package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineConnectionTest {
  private static final MapConfig STANDARD = new MapConfig(Map.of());

  @TempDir private Path data;
  private Path file;

  @BeforeEach
  void create() throws Exception {
    file = data.resolve("db/one two?.sqlite");
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + plain());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("CREATE TABLE item (id INTEGER)");
      statement.execute("INSERT INTO item VALUES (7)");
    }
    Files.copy(plain(), file);
  }

  private Path plain() {
    return data.resolve("db/one.sqlite");
  }

  private static int item(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM item")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aFileIsReadAndCannotBeWritten() throws SQLException {
    try (Connection connection = OfflineConnection.open(STANDARD, data, "one");
        Statement statement = connection.createStatement()) {
      assertEquals(7, item(connection));
      assertThrows(SQLException.class, () -> statement.execute("DELETE FROM item"));
    }
  }

  @Test
  void aFileInAFolderThatCannotBeWrittenIsReadWithoutAnythingBesideIt() throws SQLException {
    String url = OfflineConnection.url(file, false);
    assertTrue(url.endsWith("?immutable=1"), url);
    try (Connection connection = DriverManager.getConnection(url)) {
      assertEquals(7, item(connection));
      assertFalse(Files.exists(file.resolveSibling(file.getFileName() + "-shm")));
    }
  }

  @Test
  void aFileWithAJournalIsNeverReadWithoutIt() throws Exception {
    Files.createFile(file.resolveSibling(file.getFileName() + "-wal"));
    assertEquals("jdbc:sqlite:" + file, OfflineConnection.url(file, false));
  }

  @Test
  void aDatabaseThatIsNotThereIsNotMade() {
    PortalException e =
        assertThrows(
            PortalException.class, () -> OfflineConnection.open(STANDARD, data, "another"));
    assertEquals(ErrorCode.NOT_FOUND, e.code());
    assertTrue(e.getMessage().contains("another.sqlite"), e.getMessage());
    assertFalse(Files.exists(data.resolve("db/another.sqlite")));
  }

  @Test
  void aDatabaseInMemoryCannotBeLookedAt() {
    MapConfig memory =
        new MapConfig(Map.of("backend", Map.of("database", Map.of("connection", ":memory:"))));
    assertThrows(PortalException.class, () -> OfflineConnection.open(memory, data, "one"));
  }
}
