package dev.callboard.scorecards.fact;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.Relation;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.scorecards.spi.FactProvider;
import dev.callboard.scorecards.spi.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells who owns an entity, and whether the catalog knows them. Answers from memory. */
@Component(service = FactProvider.class)
public final class OwnerFacts implements FactProvider {
  private final CatalogService catalog;
  private final IdentityService identity;

  /** Called by Declarative Services. */
  @Activate
  public OwnerFacts(@Reference CatalogService catalog, @Reference IdentityService identity) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.identity = requireNonNull(identity, "identity is null");
  }

  @Override
  public String id() {
    return "owner";
  }

  @Override
  public Facts facts(Entity entity) {
    Optional<String> ref = ref(entity);
    Optional<Entity> owner = ref.flatMap(this::find);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("ref", ref.orElse(null));
    values.put("resolvable", owner.isPresent());
    values.put("kind", owner.map(Entity::kind).orElse(null));
    values.put("members", owner.map(OwnerFacts::members).orElse(null));
    return Facts.of(values);
  }

  /** Returns the canonical reference of the first owner, or empty. */
  public static Optional<String> ref(Entity entity) {
    Optional<String> related =
        entity.relations().stream()
            .filter(relation -> relation.type().equals("ownedBy"))
            .map(Relation::targetRef)
            .findFirst();
    if (related.isPresent() || !(entity.spec().get("owner") instanceof String owner)) {
      return related;
    }
    try {
      return Optional.of(EntityRef.parse(owner, "group", entity.ref().namespace()).toString());
    } catch (PortalException e) {
      return Optional.empty();
    }
  }

  private Optional<Entity> find(String ref) {
    return catalog.byRef(EntityRef.parse(ref), identity.system("scorecards"));
  }

  private static Long members(Entity owner) {
    return owner.kind().equalsIgnoreCase("user")
        ? 1
        : owner.relations().stream().filter(each -> each.type().equals("hasMember")).count();
  }
}
