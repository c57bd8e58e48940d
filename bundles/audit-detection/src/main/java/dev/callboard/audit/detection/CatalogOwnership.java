package dev.callboard.audit.detection;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the catalog; without one nothing is known. */
final class CatalogOwnership implements Ownership {
  private static final int MOST = 10_000;

  private final Optional<CatalogService> catalog;
  private final PortalPrincipal system;

  CatalogOwnership(Optional<CatalogService> catalog, PortalPrincipal system) {
    this.catalog = catalog;
    this.system = system;
  }

  @Override
  public Optional<String> owner(String entityRef) {
    return targets(entityRef, "ownedBy").stream().findFirst();
  }

  @Override
  public Set<String> groups(String userRef) {
    Set<String> found = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(userRef.toLowerCase(Locale.ROOT)));
    while (!next.isEmpty() && found.size() < MOST) {
      String ref = next.remove();
      if (found.add(ref)) {
        next.addAll(targets(ref, ref.equals(userRef) ? "memberOf" : "childOf"));
      }
    }
    return found;
  }

  @Override
  public int owned(String ownerRef) {
    return catalog
        .map(each -> each.query(List.of("relations.ownedBy=" + ownerRef), MOST, system).size())
        .orElse(0);
  }

  private List<String> targets(String ref, String relation) {
    Object relations = entity(ref).map(entity -> entity.json().get("relations")).orElse(null);
    if (!(relations instanceof Collection<?> items)) {
      return List.of();
    }
    return items.stream()
        .filter(item -> item instanceof Map<?, ?> map && relation.equals(map.get("type")))
        .map(item -> String.valueOf(((Map<?, ?>) item).get("targetRef")).toLowerCase(Locale.ROOT))
        .toList();
  }

  private Optional<Entity> entity(String ref) {
    try {
      return catalog.flatMap(each -> each.byRef(EntityRef.parse(ref), system));
    } catch (PortalException e) {
      // Records name other things, too.
      return Optional.empty();
    }
  }
}
