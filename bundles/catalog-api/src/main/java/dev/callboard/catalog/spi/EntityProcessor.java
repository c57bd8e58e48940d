package dev.callboard.catalog.spi;

import dev.callboard.catalog.api.Entity;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that takes part in processing. Called on threads of the catalog, by several at a time,
 * for each entity that changed: stay quick, do not keep state. An exception becomes the error of
 * that entity alone. When a processor appears the entities are processed again; when it goes they
 * stay as they are until they change.
 */
@ConsumerType
public interface EntityProcessor {
  /** Returns the name, as in {@code catalog.processorOptions.<name>}. */
  String name();

  /** Returns the place in the order: lower runs first, the built-in ones have 20. */
  default int priority() {
    return 20;
  }

  /**
   * Looks at an entity before it is validated.
   *
   * @return the entity to go on with, which may be the same; kind, namespace and name must not
   *     change
   */
  default Entity preProcess(Entity entity, ProcessingContext context) {
    return entity;
  }

  /**
   * Looks at an entity after it was validated.
   *
   * @return the entity to go on with, which may be the same; kind, namespace and name must not
   *     change
   */
  default Entity postProcess(Entity entity, ProcessingContext context) {
    return entity;
  }
}
