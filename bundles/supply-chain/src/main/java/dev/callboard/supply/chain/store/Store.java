package dev.callboard.supply.chain.store;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.PluginTransactions;
import dev.callboard.platform.database.SqlWork;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Transactions, with one error for a database that does not answer. Thread-safe; blocks. */
@Component(service = Store.class)
public final class Store {
  /** The signal by which nodes hear that there is something new. */
  public static final String CHANGED = "supply-chain";

  private final PluginDatabase database;
  private final PluginTransactions transactions;
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

  /** Called by Declarative Services. */
  @Activate
  public Store(@Reference PluginDatabase database) {
    this.database = requireNonNull(database, "database is null");
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
    T result =
        transactions.write(
            connection -> {
              Numbers.take(connection, 1);
              database.signal(connection, CHANGED);
              return work.apply(connection);
            });
    listeners.forEach(Runnable::run);
    return result;
  }

  /**
   * Has something run after each transaction of this node.
   *
   * @param listener takes a note and returns
   * @return ends it
   */
  public AutoCloseable onWrite(Runnable listener) {
    // Each call gets an object of its own, so that one that ends does not end another.
    Runnable own = () -> listener.run();
    listeners.add(own);
    return () -> listeners.remove(own);
  }
}
