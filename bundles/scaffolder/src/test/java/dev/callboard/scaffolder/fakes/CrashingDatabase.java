package dev.callboard.scaffolder.fakes;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database whose process dies before a write, or after its commit; nothing works from then on.
 */
public final class CrashingDatabase implements PluginDatabase {
  private final PluginDatabase database;
  private final AtomicInteger left;
  private final boolean after;
  private volatile boolean dead;

  /** Lets so many writes through. */
  public CrashingDatabase(PluginDatabase database, int writes, boolean after) {
    this.database = database;
    this.left = new AtomicInteger(writes);
    this.after = after;
  }

  /** Lets the process die now. */
  public void die() {
    dead = true;
  }

  /** Returns whether it died. */
  public boolean isDead() {
    return dead;
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    check();
    boolean last = left.getAndDecrement() == 0;
    if (last && !after) {
      dead = true;
    }
    check();
    T result = database.write(work);
    if (last) {
      dead = true;
    }
    check();
    return result;
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    check();
    return database.read(work);
  }

  private void check() throws SQLException {
    if (dead) {
      throw new SQLException("the process is dead");
    }
  }
}
