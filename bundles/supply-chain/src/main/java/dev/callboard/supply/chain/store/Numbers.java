package dev.callboard.supply.chain.store;

import dev.callboard.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Numbers that are given out once, also over several nodes. */
public final class Numbers {
  private Numbers() {}

  /** Takes a block of numbers; returns the first. Other writers wait until the end of this one. */
  public static long take(Connection c, long count) throws SQLException {
    Sql.update(c, "UPDATE number SET next = next + ? WHERE name = 'all'", count);
    return Sql.number(c, "SELECT next FROM number WHERE name = 'all'") - count;
  }
}
