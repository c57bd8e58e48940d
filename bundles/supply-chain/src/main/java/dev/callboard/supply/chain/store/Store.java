package dev.callboard.supply.chain.store;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.PluginTransactions;
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
    this.transactions =
        new PluginTransactions(database, "What is known of entities cannot be reached now");
  }

  /** Does work that only reads. */
  public <T> T read(SqlWork<T> work) {
    return transactions.read(work);
  }

  /**
   * Does work in one transaction, after all other writers: what is worked out from what is stored
   * is worked out by one at a time.
   */
  public <T> T write(SqlWork<T> work) {
    return transactions.write(
        connection -> {
          Sql.take(connection, 1);
          return work.apply(connection);
        });
  }
}
