package dev.callboard.catalog.process;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.process.ProcessedEntity.EmittedLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the processors of one entity or location emitted. Used by one thread at a time. */
public final class Emitted {
  private final List<Entity> entities = new ArrayList<>();
  private final List<EmittedLocation> locations = new ArrayList<>();
  private final List<RelationEdge> relations = new ArrayList<>();
  private final Set<String> refreshKeys = new LinkedHashSet<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  void add(ContextView view) {
    entities.addAll(view.entities);
    locations.addAll(view.locations);
    relations.addAll(view.relations);
    refreshKeys.addAll(view.refreshKeys);
    errors.addAll(view.errors);
    warnings.addAll(view.warnings);
  }

  /** Returns entities beside the one that was processed. */
  public List<Entity> entities() {
    return entities;
  }

  /** Returns what is to be read. */
  public List<EmittedLocation> locations() {
    return locations;
  }

  List<RelationEdge> relations() {
    return relations;
  }

  /** Returns what is to be read again when somebody asks with one of these. */
  public Set<String> refreshKeys() {
    return refreshKeys;
  }

  /** Returns what is wrong. */
  public List<String> errors() {
    return errors;
  }

  List<String> warnings() {
    return warnings;
  }
}
