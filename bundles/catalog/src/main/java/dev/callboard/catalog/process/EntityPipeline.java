package dev.callboard.catalog.process;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.model.EntityBytes;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.RelationEdge;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.spi.PlaceholderResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes an entity of a document: annotations, placeholders, processors, checks, relations. Thread-
 * safe; blocks only as placeholders and processors do.
 */
public final class EntityPipeline {
  private final EntityChecks checks;
  private final EntityLimits limits;
  private final Map<String, PlaceholderResolver> resolvers;
  private final ProcessorChain processors;

  /**
   * Creates a pipeline.
   *
   * @param resolvers of two with one name the first counts
   * @param processors what plugins do to entities
   */
  public EntityPipeline(
      EntityChecks checks,
      EntityLimits limits,
      List<PlaceholderResolver> resolvers,
      ProcessorChain processors) {
    this.checks = requireNonNull(checks, "checks is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.resolvers = new LinkedHashMap<>();
    resolvers.forEach(resolver -> this.resolvers.putIfAbsent(resolver.name(), resolver));
    this.processors = requireNonNull(processors, "processors is null");
  }

  /**
   * Processes one document.
   *
   * @param document the JSON value of the document
   * @param origin where it was found
   * @param files reads what its placeholders name
   * @return what became of it; failures stand in it
   */
  public ProcessedEntity process(Object document, Origin origin, PlaceholderResolver.Source files) {
    List<Problem> problems = new ArrayList<>(checks.envelope(document));
    if (!problems.isEmpty()) {
      return ProcessedEntity.refused(Optional.empty(), Map.of(), problems, Set.of());
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> source = (Map<String, Object>) document;
    Optional<String> ref = EntityChecks.ref(source);
    Set<String> keys = new LinkedHashSet<>();
    Map<String, Object> entity =
        Placeholders.resolve(source, resolvers::get, new KeepingSource(files, keys), problems);
    if (!problems.isEmpty()) {
      return ProcessedEntity.refused(ref, source, problems, keys);
    }
    Emitted emitted = new Emitted();
    entity = Annotations.apply(entity, origin);
    entity = processors.preProcess(entity, origin, emitted, problems);
    entity = Annotations.withNamespace(entity);
    problems.addAll(check(entity, origin, emitted));
    if (!problems.isEmpty()) {
      keys.addAll(emitted.refreshKeys());
      return ProcessedEntity.refused(ref, entity, problems, keys);
    }
    entity = EntityChecks.sorted(entity);
    EntityChecks.Relations relations = checks.relations(entity);
    problems.addAll(relations.problems());
    Set<RelationEdge> edges = new LinkedHashSet<>(relations.edges());
    entity = processors.postProcess(entity, origin, emitted, problems);
    edges.addAll(emitted.relations());
    keys.addAll(emitted.refreshKeys());
    emitted.errors().forEach(text -> problems.add(new Problem(Stage.PROCESSING, "", text)));
    byte[] bytes = EntityBytes.of(entity);
    problems.addAll(tooLarge(entity, bytes, edges));
    if (!problems.isEmpty()) {
      return ProcessedEntity.refused(ref, entity, problems, keys);
    }
    return new ProcessedEntity(
        ref,
        entity,
        bytes,
        List.copyOf(edges),
        List.of(),
        emitted.entities(),
        emitted.locations(),
        keys,
        emitted.warnings());
  }

  /**
   * Checks a processed entity that was changed, and makes its relations anew; those that come from
   * processors stay. Calls no plugin.
   *
   * @param before the processed entity
   * @param relations its relations
   * @param changed the entity after
   */
  public ProcessedEntity merged(
      Map<String, Object> before, List<RelationEdge> relations, Map<String, Object> changed) {
    Optional<String> ref = EntityChecks.ref(before);
    List<Problem> problems = new ArrayList<>(checks.entity(changed));
    if (checks.entity(before).stream().anyMatch(EntityPipeline::isUnknownKind)) {
      // a processor knows it, which has let it pass
      problems.removeIf(EntityPipeline::isUnknownKind);
    }
    if (!EntityChecks.ref(changed).equals(ref)) {
      problems.add(new Problem(Stage.POLICY, "", "Kind, namespace and name cannot be changed"));
    }
    if (!problems.isEmpty()) {
      return ProcessedEntity.refused(ref, changed, problems, Set.of());
    }
    Map<String, Object> entity = EntityChecks.sorted(changed);
    Set<RelationEdge> emitted = new LinkedHashSet<>(relations);
    emitted.removeAll(checks.relations(before).edges());
    EntityChecks.Relations own = checks.relations(entity);
    Set<RelationEdge> edges = new LinkedHashSet<>(own.edges());
    edges.addAll(emitted);
    problems.addAll(own.problems());
    byte[] bytes = EntityBytes.of(entity);
    problems.addAll(tooLarge(entity, bytes, edges));
    if (!problems.isEmpty()) {
      return ProcessedEntity.refused(ref, entity, problems, Set.of());
    }
    return new ProcessedEntity(
        ref,
        entity,
        bytes,
        List.copyOf(edges),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        List.of());
  }

  /** A kind that no definition knows may be known to a processor. */
  private List<Problem> check(Map<String, Object> entity, Origin origin, Emitted emitted) {
    List<Problem> problems = new ArrayList<>(checks.entity(entity));
    List<Problem> more = new ArrayList<>();
    if (problems.stream().anyMatch(EntityPipeline::isUnknownKind)
        && processors.knowsKind(entity, origin, emitted, more)) {
      problems.removeIf(EntityPipeline::isUnknownKind);
    }
    problems.addAll(more);
    return problems;
  }

  private static boolean isUnknownKind(Problem problem) {
    return problem.stage() == Stage.UNKNOWN_KIND;
  }

  /** Returns the processors. */
  public ProcessorChain processors() {
    return processors;
  }

  private List<Problem> tooLarge(
      Map<String, Object> entity, byte[] bytes, Set<RelationEdge> edges) {
    BiFunction<String, Integer, Problem> problem =
        (what, limit) -> new Problem(Stage.LIMIT, "", "Entity has more than " + limit + " " + what);
    List<Problem> problems = new ArrayList<>();
    if (bytes.length > limits.jsonBytes()) {
      problems.add(problem.apply("bytes as JSON", limits.jsonBytes()));
    }
    if (edges.size() > limits.relations()) {
      problems.add(problem.apply("relations", limits.relations()));
    }
    if (rows(entity) > limits.searchRows()) {
      problems.add(problem.apply("values to search for", limits.searchRows()));
    }
    return problems;
  }

  /** Each value is a row, and a text in a list is a second one. */
  private static int rows(Object value) {
    int rows = 0;
    if (value instanceof Map<?, ?> map) {
      for (Object member : map.values()) {
        rows += rows(member);
      }
      return rows;
    }
    if (value instanceof List<?> list) {
      for (Object item : list) {
        rows += rows(item) + (item instanceof String ? 1 : 0);
      }
      return rows;
    }
    return 1;
  }
}
