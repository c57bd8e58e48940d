package dev.callboard.catalog.spi;

import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** How a provider changes its entities. Thread-safe; blocks until the change is stored. */
@ProviderType
public interface EntityProviderConnection {
  /** Replaces all entities of this provider: those not given are removed. */
  void replaceAll(Collection<DeferredEntity> entities);

  /**
   * Adds or updates some entities and removes others.
   *
   * @param added entities that are new or changed
   * @param removed canonical references of entities of this provider; unknown ones are passed over
   */
  void applyDelta(Collection<DeferredEntity> added, Collection<String> removed);

  /**
   * Asks for the entities that were read with one of these refresh keys to be processed again soon.
   */
  void refresh(Set<String> keys);
}
