package dev.callboard.database;

import dev.callboard.platform.database.SqlWork;
import java.sql.SQLException;

/** The open database of a plugin, with the tables of the platform in it. */
final class OpenDatabase implements AutoCloseable {
  private final Store store;
  private final Transactions transactions;
  private final Migrations migrations;

  OpenDatabase(Store store) throws SQLException {
    this.store = store;
    this.transactions = new Transactions(store);
    this.migrations = new Migrations(store);
    migrations.applyPlatform();
  }

  Migrations migrations() {
    return migrations;
  }

  <T> T run(boolean write, SqlWork<T> work) throws SQLException {
    return transactions.run(write, work);
  }

  @Override
  public void close() {
    store.close();
  }
}
