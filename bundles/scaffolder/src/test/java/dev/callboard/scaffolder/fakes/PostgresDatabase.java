package dev.callboard.scaffolder.fakes;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** An empty schema of a PostgreSQL with the bundle's migrations applied. */
public final class PostgresDatabase implements PluginDatabase, AutoCloseable {
  private final Connection connection;

  /** Makes the schema anew. */
  public PostgresDatabase(EmbeddedPostgres server) throws SQLException, IOException {
    connection = server.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS scaffolder CASCADE");
      statement.execute("CREATE SCHEMA scaffolder");
      statement.execute("SET search_path TO scaffolder");
      Migrations.run(statement);
    }
    connection.commit();
  }

  private PostgresDatabase(Connection connection) {
    this.connection = connection;
  }

  /** Opens another connection to the schema that is there, as another node does. */
  public static PostgresDatabase join(EmbeddedPostgres server) throws SQLException {
    Connection connection = server.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO scaffolder");
    }
    connection.commit();
    return new PostgresDatabase(connection);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public synchronized <T> T write(SqlWork<T> work) throws SQLException {
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
    try {
      return work.apply(connection);
    } finally {
      connection.rollback();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
