package dev.callboard.scorecards.store;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.PluginTransactions;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.database.SqlWork;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Transactions, with one error for a database that does not answer. Thread-safe; blocks. */
@Component(service = Store.class)
public final class Store {
  private final PluginTransactions transactions;

  /** Called by Declarative Services. */
  @Activate
  public Store(@Reference PluginDatabase database) {
    this.transactions = new PluginTransactions(database, "Scorecards cannot be reached now");
  }

  /** Does work that only reads. */
  public <T> T read(SqlWork<T> work) {
    return transactions.read(work);
  }

  /**
   * Does work in one transaction, after all other writers: what is worked out from what is stored
   * is worked out by one at a time, on any node.
   */
  public <T> T write(SqlWork<T> work) {
    return transactions.write(
        connection -> {
          Sql.update(connection, "UPDATE meta SET value = value WHERE name = 'lock'");
          return work.apply(connection);
        });
  }
}
