package dev.callboard.catalog.process;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.process.ProcessedEntity.EmittedLocation;
import dev.callboard.catalog.spi.ProcessingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what the processors of one entity emit. */
final class DefaultContext implements ProcessingContext {
  private final Origin origin;
  private final Set<String> refreshKeys;
  private final List<Entity> entities = new ArrayList<>();
  private final List<EmittedLocation> locations = new ArrayList<>();
  private final List<RelationEdge> relations = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  DefaultContext(Origin origin, Set<String> refreshKeys) {
    this.origin = origin;
    this.refreshKeys = refreshKeys;
  }

  @Override
  public String location() {
    return origin.location();
  }

  @Override
  public String originLocation() {
    return origin.origin();
  }

  @Override
  public void emitEntity(Entity entity) {
    entities.add(entity);
  }

  @Override
  public void emitLocation(String type, String target) {
    locations.add(new EmittedLocation(type, target));
  }

  @Override
  public void emitRelation(EntityRef source, String type, EntityRef target) {
    relations.add(new RelationEdge(source.toString(), type, target.toString()));
  }

  @Override
  public void emitRefreshKey(String key) {
    refreshKeys.add(key);
  }

  @Override
  public void emitError(String message) {
    errors.add(message);
  }

  List<Entity> entities() {
    return List.copyOf(entities);
  }

  List<EmittedLocation> locations() {
    return List.copyOf(locations);
  }

  List<RelationEdge> relations() {
    return relations;
  }

  List<String> errors() {
    return errors;
  }
}
