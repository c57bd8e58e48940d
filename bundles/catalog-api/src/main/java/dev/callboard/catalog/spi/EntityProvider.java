package dev.callboard.catalog.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that feeds entities into the catalog. When it appears it gets a connection; when it
 * goes, its entities stay and are marked, until it comes back or an operator removes them.
 */
@ConsumerType
public interface EntityProvider {
  /** Returns the name, unique among providers and the same at each start: entities belong to it. */
  String name();

  /**
   * Hands over the connection. Called once, on a thread of the catalog; return soon and do the work
   * on threads of your own ({@code TaskExecutor} or {@code ScheduledTask}).
   */
  void connect(EntityProviderConnection connection);
}
