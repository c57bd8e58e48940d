package dev.callboard.catalog.nodes;

import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.LeaseTable;
import dev.callboard.platform.error.PortalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leases in the database that several nodes share, with tokens that grow with each lease. */
public final class SharedLeases implements RootLeases {
  private final CatalogStore store;
  private final String node;
  private final Duration length;
  private final Map<String, Long> tokens = new ConcurrentHashMap<>();

  /**
   * Creates the leases of a node.
   *
   * @param node unique for each start of a server
   * @param length how long a lease lasts that is not renewed
   */
  public SharedLeases(CatalogStore store, String node, Duration length) {
    this.store = store;
    this.node = node;
    this.length = length;
  }

  @Override
  public boolean claim(String rootKey) {
    OptionalLong token =
        store.write(connection -> LeaseTable.claim(connection, rootKey, node, length.toMillis()));
    token.ifPresent(value -> tokens.put(rootKey, value));
    return token.isPresent();
  }

  @Override
  public void release(String rootKey) {
    Long token = tokens.remove(rootKey);
    if (token != null) {
      store.write(
          connection -> {
            LeaseTable.release(connection, rootKey, token);
            return null;
          });
    }
  }

  @Override
  public boolean isFresh(String rootKey, Duration time) {
    return store.read(connection -> LeaseTable.isFresh(connection, rootKey, time.toMillis()));
  }

  @Override
  public boolean isAlone() {
    return store.read(connection -> LeaseTable.isAlone(connection, node));
  }

  @Override
  public Set<String> renew() {
    return store.write(
        connection -> {
          LeaseTable.renew(connection, node, length.toMillis());
          return LeaseTable.ended(connection);
        });
  }

  /** Says that this node stops: nobody need wait for it. */
  public void leave() {
    store.write(
        connection -> {
          LeaseTable.leave(connection, node);
          return null;
        });
  }

  @Override
  public void check(Connection connection, String rootKey) throws SQLException {
    Long token = tokens.get(rootKey);
    if (token != null && !LeaseTable.holds(connection, rootKey, token)) {
      throw PortalException.conflict(
          "The location " + rootKey + " is read by another node now, or is gone");
    }
  }
}
