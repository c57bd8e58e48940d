package dev.callboard.catalog.process;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.process.ProcessedEntity.EmittedLocation;
import dev.callboard.catalog.spi.ProcessingContext;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one call of a processor sees and emits. Closed when the call has ended, so that a call that
 * nobody waits for any more cannot add to what others read.
 */
final class ContextView implements ProcessingContext {
  /** Who is called for what, and within which bounds. */
  record Call(
      String processor, String ref, Origin origin, ProcessorCache cache, ProcessorLimits limits) {}

  private final Call call;
  final List<Entity> entities = new ArrayList<>();
  final List<EmittedLocation> locations = new ArrayList<>();
  final List<RelationEdge> relations = new ArrayList<>();
  final List<String> refreshKeys = new ArrayList<>();
  final List<String> errors = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private boolean closed;
  private int emitted;

  ContextView(Call call) {
    this.call = call;
  }

  /** Takes nothing more. */
  synchronized ContextView close() {
    closed = true;
    return this;
  }

  private synchronized <T> void emit(List<T> to, T what) {
    if (closed) {
      throw new IllegalStateException("the call that this context belongs to has ended");
    }
    if (++emitted > call.limits.emitted()) {
      throw PortalException.input("it emitted more than " + call.limits.emitted() + " things");
    }
    to.add(what);
  }

  @Override
  public String location() {
    return call.origin.location();
  }

  @Override
  public String originLocation() {
    return call.origin.origin();
  }

  @Override
  public void emitEntity(Entity entity) {
    emit(entities, entity);
  }

  @Override
  public void emitLocation(String type, String target) {
    emit(locations, new EmittedLocation(type, target));
  }

  @Override
  public void emitRelation(EntityRef source, String type, EntityRef target) {
    emit(relations, new RelationEdge(source.toString(), type, target.toString()));
  }

  @Override
  public void emitRefreshKey(String key) {
    emit(refreshKeys, key);
  }

  @Override
  public void emitError(String message) {
    emit(errors, message);
  }

  @Override
  public void emitWarning(String message) {
    emit(warnings, message);
  }

  @Override
  public Cache cache() {
    return new Cache() {
      @Override
      public Optional<Object> get(String key) {
        return call.cache.get(call.processor, call.ref, key);
      }

      @Override
      public void set(String key, Object value) {
        call.cache.set(call.processor, call.ref, key, value, call.limits.cacheEntries());
      }
    };
  }
}
