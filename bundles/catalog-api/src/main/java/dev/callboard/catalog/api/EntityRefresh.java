package dev.callboard.catalog.api;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Has entities processed again, for plugins whose processors look at more than the entity itself.
 * Thread-safe; does not block: it is done in the background, soon.
 */
@ProviderType
public interface EntityRefresh {
  /**
   * Asks for the entities to be processed again for which processors gave one of these keys, with
   * {@link dev.callboard.catalog.spi.ProcessingContext#emitRefreshKey}.
   *
   * @param keys not null; those that nobody gave are passed over
   */
  void byKeys(Set<String> keys);
}
