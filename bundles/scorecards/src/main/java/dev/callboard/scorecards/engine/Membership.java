package dev.callboard.scorecards.engine;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.Relation;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scorecards.fact.OwnerFacts;
import java.util.Optional;

/**
 * Where an entity belongs; a part that it does not belong to is an empty text.
 *
 * @param ref its own reference
 * @param title what people call it
 */
record Membership(String ref, String title, String owner, String system, String domain) {
  static Membership of(Entity entity, CatalogService catalog, PortalPrincipal principal) {
    String system = part(entity, "system").orElse("");
    Optional<Entity> parent =
        system.isEmpty() ? Optional.of(entity) : catalog.byRef(EntityRef.parse(system), principal);
    Object title = entity.metadata().get("title");
    return new Membership(
        entity.ref().toString(),
        title instanceof String text ? text : String.valueOf(entity.metadata().get("name")),
        OwnerFacts.ref(entity).orElse(""),
        system,
        parent.flatMap(each -> part(each, "domain")).orElse(""));
  }

  private static Optional<String> part(Entity entity, String kind) {
    return entity.relations().stream()
        .filter(each -> each.type().equals("partOf") && each.targetRef().startsWith(kind + ":"))
        .map(Relation::targetRef)
        .findFirst();
  }
}
