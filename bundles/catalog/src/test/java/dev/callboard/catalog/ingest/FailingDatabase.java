package dev.callboard.catalog.ingest;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.sql.SQLException;

/** A database whose server ends before or after the commit of a transaction that is to come. */
final class FailingDatabase implements PluginDatabase {
  /** The end of the server, as the test sees it. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final PluginDatabase database;
  private int writesLeft = Integer.MAX_VALUE;
  private boolean afterCommit;

  FailingDatabase(PluginDatabase database) {
    this.database = database;
  }

  /** Ends the server at a write that is to come. */
  void crashIn(int writes, boolean after) {
    writesLeft = writes;
    afterCommit = after;
  }

  void mend() {
    writesLeft = Integer.MAX_VALUE;
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    if (writesLeft <= 0) {
      throw new Crash();
    }
    boolean last = --writesLeft == 0;
    T result =
        database.write(
            connection -> {
              T value = work.apply(connection);
              if (last && !afterCommit) {
                throw new Crash();
              }
              return value;
            });
    if (last) {
      throw new Crash();
    }
    return result;
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    return database.read(work);
  }
}
