package dev.callboard.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of this JVM; each test has a database of its own. */
final class PostgresServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static EmbeddedPostgres server;

  private PostgresServer() {}

  static synchronized int port() throws IOException {
    if (server == null) {
      server = EmbeddedPostgres.builder().start();
    }
    return server.getPort();
  }

  static String newDatabase(String owner) throws IOException, SQLException {
    String name = "test" + NUMBER.incrementAndGet();
    try (Connection connection = connect("postgres")) {
      execute(connection, "CREATE DATABASE " + name + " OWNER " + owner);
    }
    return name;
  }

  static Connection connect(String database) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "");
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
