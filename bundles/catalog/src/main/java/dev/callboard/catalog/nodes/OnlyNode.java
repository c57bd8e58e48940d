package dev.callboard.catalog.nodes;

import java.sql.Connection;
import java.time.Duration;
import java.util.Set;

/** The leases of a node that shares its database with nobody. */
public final class OnlyNode implements RootLeases {
  @Override
  public boolean claim(String rootKey) {
    return true;
  }

  @Override
  public void release(String rootKey) {
    // Nobody waits for it.
  }

  @Override
  public boolean isFresh(String rootKey, Duration time) {
    return false;
  }

  @Override
  public boolean isAlone() {
    return true;
  }

  @Override
  public Set<String> renew() {
    return Set.of();
  }

  @Override
  public void check(Connection connection, String rootKey) {
    // Nobody else can have it.
  }
}
