package dev.callboard.catalog.spi;

import dev.callboard.catalog.api.Entity;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that takes part in processing. Called on threads of the catalog, by several at a time,
 * for each entity that changed: stay quick, do not keep state. An exception becomes the error of
 * that entity alone, and so does a call that does not end within {@code
 * catalog.processing.timeout}; it is interrupted then. When a processor appears the entities are
 * processed again; when it goes they stay as they are until they change.
 */
@ConsumerType
public interface EntityProcessor {
  /** Returns the name, as in {@code catalog.processorOptions.<name>}. */
  String name();

  /**
   * Returns the place in the order: lower runs first. {@code
   * catalog.processorOptions.<name>.priority} overrides it.
   */
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
   * Judges an entity whose kind no {@link KindDefinition} knows.
   *
   * @return whether this processor knows the kind and the entity is right; false when the kind is
   *     not its own
   * @throws dev.callboard.platform.error.PortalException when the kind is its own and the entity is
   *     wrong; the message says why
   */
  default boolean validateKind(Entity entity, ProcessingContext context) {
    return false;
  }

  /**
   * Reads a location of a type that the catalog itself does not read (it reads {@code url} and
   * {@code file}). What was read is handed over by {@link ProcessingContext#emitEntity} and {@link
   * ProcessingContext#emitLocation}. May block, within the time limit of a call.
   *
   * @param type the type of the location, in lower case or not, as it was written
   * @param target the target, as it was written
   * @param context its {@code location} is {@code <type>:<target>}
   * @return whether this processor reads locations of this type
   * @throws dev.callboard.platform.error.PortalException when it cannot be read; with the code
   *     {@code NOT_FOUND} when it is not there. What it gave before stays
   */
  default boolean readLocation(String type, String target, ProcessingContext context) {
    return false;
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
