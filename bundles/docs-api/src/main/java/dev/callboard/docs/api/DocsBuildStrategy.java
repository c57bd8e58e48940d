package dev.callboard.docs.api;

import dev.callboard.catalog.api.Entity;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that decides which entities this server builds the documentation of. The one with the
 * highest {@code service.ranking} decides; without one, {@code techdocs.builder} does: all of them
 * for {@code local}, none for {@code external}. Called on request threads and in the background;
 * must not block.
 */
@ConsumerType
@FunctionalInterface
public interface DocsBuildStrategy {
  /**
   * Returns whether this server builds the documentation of an entity; when not, somebody else
   * publishes it to the storage.
   *
   * @param entity as the catalog has it, not null
   */
  boolean builds(Entity entity);
}
