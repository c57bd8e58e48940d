package dev.callboard.catalog.spi;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a processor can do beside returning the entity. Valid during the call only, on its thread.
 */
@ProviderType
public interface ProcessingContext {
  /** Returns the location that the entity was read from, such as {@code url:https://…}. */
  String location();

  /** Returns the location that was registered and led to the entity. */
  String originLocation();

  /** Adds an entity that lives as long as this one lists it. */
  void emitEntity(Entity entity);

  /** Adds a location that is read and lives as long as this entity lists it. */
  void emitLocation(String type, String target);

  /** Adds a relation; the opposite one is not added by itself. */
  void emitRelation(EntityRef source, String type, EntityRef target);

  /** Adds a key by which a refresh of this entity can be asked for. */
  void emitRefreshKey(String key);

  /** Adds an error that is shown on the entity. */
  void emitError(String message);
}
