package dev.callboard.testing.database;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The tables of a bundle, in memory on SQLite or in a schema of their own on PostgreSQL; fails when
 * it is told to. Modules that use it need the drivers on their test class path.
 */
public final class TestDatabase implements PluginDatabase, AutoCloseable {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static EmbeddedPostgres server;

  private final Dialect dialect;
  private final Connection connection;
  private volatile boolean broken;

  /**
   * Opens a database.
   *
   * @param bundle a class of the bundle that has the migrations
   * @param migrations their names without the ending, in their order
   */
  public TestDatabase(Dialect dialect, Class<?> bundle, String... migrations)
      throws SQLException, IOException {
    this.dialect = dialect;
    this.connection = dialect == Dialect.SQLITE ? sqlite() : postgres();
    connection.setAutoCommit(false);
    for (String migration : migrations) {
      run(bundle, migration);
    }
    connection.commit();
  }

  /**
   * Opens a database on SQLite with all migrations that a bundle has.
   *
   * @param bundle a class of the bundle, or of its tests
   */
  public static TestDatabase sqlite(Class<?> bundle) throws SQLException, IOException {
    return new TestDatabase(Dialect.SQLITE, bundle, migrations(bundle).toArray(String[]::new));
  }

  private static List<String> migrations(Class<?> bundle) throws IOException {
    URL folder = bundle.getResource("/migrations");
    if (folder == null) {
      throw new IllegalStateException("there is no src/main/resources/migrations");
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql") && !name.endsWith(".postgresql.sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    }
  }

  private static Connection sqlite() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  private static Connection postgres() throws SQLException, IOException {
    String schema = "test" + SCHEMAS.incrementAndGet();
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "postgres", "");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
      statement.execute("SET search_path TO " + schema);
    }
    return connection;
  }

  /** One server for all tests of this process; it ends with it. */
  private static synchronized int port() throws IOException {
    if (server == null) {
      server = EmbeddedPostgres.builder().start();
    }
    return server.getPort();
  }

  private void run(Class<?> bundle, String migration) throws SQLException, IOException {
    String name = "/migrations/" + migration + ".sql";
    try (InputStream in = bundle.getResourceAsStream(name);
        Statement statement = connection.createStatement()) {
      if (in == null) {
        throw new IllegalStateException("there is no src/main/resources" + name);
      }
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--.*", "");
      for (String each : sql.split(";")) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  /** Lets each call fail from now on, or no longer. */
  public void setBroken(boolean value) {
    broken = value;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public synchronized <T> T write(SqlWork<T> work) throws SQLException {
    requireWhole();
    try {
      T result = work.apply(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public synchronized <T> T read(SqlWork<T> work) throws SQLException {
    requireWhole();
    try {
      return work.apply(connection);
    } finally {
      connection.rollback();
    }
  }

  private void requireWhole() throws SQLException {
    if (broken) {
      throw new SQLException("broken");
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
