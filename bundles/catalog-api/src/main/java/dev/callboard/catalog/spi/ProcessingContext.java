package dev.callboard.catalog.spi;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import java.util.Optional;
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

  /** Adds an error that is shown on the entity and keeps its last good form in place. */
  void emitError(String message);

  /** Adds a warning that is shown on the entity, which is served all the same. */
  void emitWarning(String message);

  /** Returns what this processor kept for this entity earlier. */
  Cache cache();

  /**
   * What one processor keeps for one entity from one call to the next. Kept in memory only, and
   * forgotten when there is no more room ({@code catalog.processing.cacheEntries}), so use it to
   * save work and for nothing else. Thread-safe; does not block.
   */
  @ProviderType
  interface Cache {
    /** Returns what was set, or empty. */
    Optional<Object> get(String key);

    /** Keeps a value, which must not change afterwards; null removes it. */
    void set(String key, Object value);
  }
}
