package dev.callboard.catalog.fakes;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.sql.SQLException;

/** A database that never answers: for what must not need one. */
public final class NoDatabase implements PluginDatabase {
  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    throw new SQLException("there is no database");
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    throw new SQLException("there is no database");
  }
}
