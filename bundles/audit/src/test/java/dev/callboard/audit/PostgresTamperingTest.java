package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresTamperingTest extends TamperingContract {
  private static EmbeddedPostgres server;

  private Connection connection;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  PluginDatabase open() throws Exception {
    connection = server.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS log CASCADE");
      statement.execute("CREATE SCHEMA log");
      statement.execute("SET search_path TO log");
      statement.execute(
          "CREATE FUNCTION callboard_append_only() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RAISE EXCEPTION 'no'; END $$");
      for (String script :
          List.of(
              "001-log.postgresql.sql", "002-newest-first.sql", "003-checkpoints.postgresql.sql")) {
        try (InputStream in = getClass().getResourceAsStream("/migrations/" + script)) {
          statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    connection.commit();
    return new Schema(connection);
  }

  @Override
  void sql(String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("audit_event", "audit_head", "audit_checkpoint")) {
        statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
      }
      statement.execute(sql);
    }
    connection.commit();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private record Schema(Connection connection) implements PluginDatabase {
    @Override
    public Dialect dialect() {
      return Dialect.POSTGRESQL;
    }

    @Override
    public <T> T write(SqlWork<T> work) throws SQLException {
      T result = work.apply(connection);
      connection.commit();
      return result;
    }

    @Override
    public <T> T read(SqlWork<T> work) throws SQLException {
      return work.apply(connection);
    }
  }
}
