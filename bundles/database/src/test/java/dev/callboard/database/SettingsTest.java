package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Path DATA = Path.of("/data");

  private static DatabaseSettings settings(Map<String, Object> database) {
    return DatabaseSettings.of(
        new MapConfig(Map.of("backend", Map.of("database", database))), DATA);
  }

  private static String problem(Map<String, Object> database) {
    return assertThrows(PortalException.class, () -> settings(database)).getMessage();
  }

  @Test
  void theDefaultIsSqliteInTheDataDirectory() {
    DatabaseSettings settings = DatabaseSettings.of(new MapConfig(Map.of()), DATA);
    assertEquals(Dialect.SQLITE, settings.dialect());
    assertEquals(Optional.of(Path.of("/data/db")), settings.folder());
    assertEquals(DatabaseSettings.DEFAULT_CONNECTIONS, settings.maxConnections());
  }

  @Test
  void theWaysInWhichBackstageWritesSqliteAreTaken() {
    assertEquals(
        Optional.empty(),
        settings(Map.of("client", "better-sqlite3", "connection", ":memory:")).folder());
    assertEquals(
        Optional.of(Path.of("/var/portal")),
        settings(
                Map.of(
                    "client", "better-sqlite3", "connection", Map.of("directory", "/var/portal")))
            .folder());
    assertEquals(
        Optional.empty(),
        settings(Map.of("client", "better-sqlite3", "connection", Map.of("filename", ":memory:")))
            .folder());
  }

  @Test
  void postgresqlIsReadFromItsParts() {
    PostgresSettings postgres =
        settings(
                Map.of(
                    "client",
                    "pg",
                    "connection",
                    Map.of(
                        "host",
                        "db",
                        "port",
                        6543L,
                        "user",
                        "u",
                        "password",
                        "hunter2",
                        "database",
                        "d",
                        "ssl",
                        Map.of("ca", "PEM"))))
            .postgres()
            .orElseThrow();
    assertEquals("u@db:6543/d", postgres.toString());
    assertEquals(new PostgresSettings.Tls(Optional.of("PEM"), true), postgres.ssl().orElseThrow());
  }

  @Test
  void postgresqlIsReadFromAUrl() {
    for (Object connection :
        new Object[] {
          "postgresql://u:p%40ss+1@db/d?sslmode=require",
          Map.of("connectionString", "postgres://u:p%40ss+1@db:5432/d?sslmode=no-verify")
        }) {
      PostgresSettings postgres =
          settings(Map.of("client", "pg", "connection", connection)).postgres().orElseThrow();
      assertEquals("u@db:5432/d", postgres.toString());
      assertEquals("p@ss+1", postgres.password());
      assertFalse(postgres.ssl().orElseThrow().verify());
    }
  }

  @Test
  void U07_errorsNameTheKeyAndNeverTheValue() {
    String url = "postgresql://u:hunter2@db/d";
    for (Object connection :
        new Object[] {
          url + "?socketFactory=evil",
          url + " x",
          "jdbc:" + url,
          url + "?sslmode=odd",
          Map.of("user", "u", "password", "hunter2", "socketFactory", "evil"),
          Map.of("user", "u", "password", "hunter2", "ssl", Map.of("key", "hunter2"))
        }) {
      String problem = problem(Map.of("client", "pg", "connection", connection));
      assertTrue(problem.contains("backend.database.connection"), problem);
      assertFalse(problem.contains("hunter2"), problem);
    }
    assertTrue(problem(Map.of("client", "mysql2")).contains("backend.database.client"));
    assertTrue(problem(Map.of("connection", Map.of())).contains("directory"));
    assertTrue(problem(Map.of("client", "pg")).contains("connection is missing"));
  }

  @Test
  void thePoolIsLimited() {
    for (long max : new long[] {2, 3, 999, 1000}) {
      settings(Map.of("knexConfig", Map.of("pool", Map.of("max", max))));
    }
    for (long max : new long[] {1, 1001}) {
      assertTrue(
          problem(Map.of("knexConfig", Map.of("pool", Map.of("max", max)))).contains("pool.max"));
    }
  }

  @Test
  void theTimeForAnAnswerIsFromASecondToADay() {
    assertEquals(Duration.ofSeconds(60), settings(Map.of()).socketTimeout());
    for (String good : List.of("PT1S", "PT24H")) {
      assertEquals(Duration.parse(good), settings(Map.of("socketTimeout", good)).socketTimeout());
    }
    for (String bad : List.of("PT0.9S", "PT24H1S")) {
      assertTrue(problem(Map.of("socketTimeout", bad)).contains("backend.database.socketTimeout"));
    }
  }
}
