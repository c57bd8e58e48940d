package dev.callboard.supply.chain;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.Relation;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the catalog knows about entities with findings, as somebody sees it. Remembers what it has
 * read, so it is for one request. Not thread-safe; does not block.
 */
public final class Surroundings {
  private static final int DEPTH = 5;
  private static final int MOST = 200;

  /** The relations from something to what depends on it. */
  private static final Set<String> TO_CONSUMERS = Set.of("dependencyOf", "apiConsumedBy");

  private final CatalogService catalog;
  private final PortalPrincipal principal;
  private final Map<String, Optional<Entity>> read = new HashMap<>();

  /** Creates a view for somebody. */
  public Surroundings(CatalogService catalog, PortalPrincipal principal) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.principal = requireNonNull(principal, "principal is null");
  }

  /** Returns an entity, empty when there is none to be seen. */
  public Optional<Entity> entity(String ref) {
    return read.computeIfAbsent(ref, key -> catalog.byRef(EntityRef.parse(key), principal));
  }

  /** Returns the owners. */
  public List<String> owners(String ref) {
    return targets(ref, Set.of("ownedBy"));
  }

  private List<String> targets(String ref, Set<String> types) {
    return entity(ref).stream()
        .flatMap(entity -> entity.relations().stream())
        .filter(relation -> types.contains(relation.type()))
        .map(Relation::targetRef)
        .distinct()
        .toList();
  }

  /**
   * Returns who of those to be seen depends on an entity or on an API that it provides, directly or
   * through others to be seen, with the number of steps; at most 200 within five steps.
   */
  public Map<String, Integer> consumers(String ref) {
    Map<String, Integer> found = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(ref));
    for (int depth = 1; depth <= DEPTH && !open.isEmpty(); depth++) {
      Deque<String> next = new ArrayDeque<>();
      for (String from : open) {
        for (String consumer : direct(from)) {
          if (!consumer.equals(ref)
              && found.size() < MOST
              && !found.containsKey(consumer)
              && entity(consumer).isPresent()) {
            found.put(consumer, depth);
            next.add(consumer);
          }
        }
      }
      open = next;
    }
    return found;
  }

  private List<String> direct(String ref) {
    List<String> all = new ArrayList<>(targets(ref, TO_CONSUMERS));
    for (String api : targets(ref, Set.of("providesApi"))) {
      all.addAll(targets(api, TO_CONSUMERS));
    }
    return all;
  }

  /** Returns the address of the first link that is a runbook. */
  public Optional<String> runbook(String ref) {
    Object links = entity(ref).map(entity -> entity.metadata().get("links")).orElse(null);
    if (!(links instanceof List<?> list)) {
      return Optional.empty();
    }
    return list.stream()
        .filter(Map.class::isInstance)
        .map(link -> (Map<?, ?>) link)
        .filter(link -> isRunbook(link.get("type")) || isRunbook(link.get("title")))
        .map(link -> String.valueOf(link.get("url")))
        .filter(url -> url.matches("https?://.*"))
        .findFirst();
  }

  private static boolean isRunbook(Object text) {
    return text instanceof String words
        && words.toLowerCase(java.util.Locale.ROOT).contains("runbook");
  }
}
