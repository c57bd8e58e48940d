package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityVisibility;
import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.supply.chain.Surroundings;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may see and do what. Thread-safe; blocks for as long as the policy takes. */
@Component(service = Access.class)
public final class Access {
  private static final int OWNED = 100_000;

  private final CatalogService catalog;
  private final EntityVisibility visibility;
  private final PermissionService permissions;

  /** Called by Declarative Services. */
  @Activate
  public Access(
      @Reference CatalogService catalog,
      @Reference EntityVisibility visibility,
      @Reference PermissionService permissions) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.visibility = requireNonNull(visibility, "visibility is null");
    this.permissions = requireNonNull(permissions, "permissions is null");
  }

  static PortalPrincipal principal(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  Surroundings surroundings(PortalPrincipal principal) {
    return new Surroundings(catalog, principal);
  }

  /** Returns the canonical reference of an entity that the caller may see. */
  String entity(String kind, String namespace, String name, PortalPrincipal principal) {
    EntityRef ref = new EntityRef(kind, namespace, name);
    if (catalog.byRef(ref, principal).isEmpty()) {
      throw PortalException.notFound("There is no entity " + ref);
    }
    return ref.toString();
  }

  /** Returns which entities the caller may see. */
  Predicate<String> visible(PortalPrincipal principal) {
    VisibleEntities visible = visibility.visible("catalog.entity.read", "read", principal);
    return visible.none() ? ref -> false : visible::contains;
  }

  /** Returns the entities that somebody owns. */
  Set<String> ownedBy(String owner, PortalPrincipal principal) {
    String ref = EntityRef.parse(owner, "group", null).toString();
    Set<String> owned = new HashSet<>();
    for (Entity each : catalog.query(List.of("relations.ownedBy=" + ref), OWNED, principal)) {
      owned.add(each.ref().toString());
    }
    return owned;
  }

  /** Lets owners of the entity pass, and those with the permission. */
  void requireDecide(String entityRef, PortalPrincipal principal) {
    Set<String> owners = new HashSet<>(surroundings(principal).owners(entityRef));
    if (principal.ownershipRefs().stream().anyMatch(owners::contains)) {
      return;
    }
    Permission wanted = Permission.basic(SupplyChainPermissions.DECIDE, "update");
    Decision decision =
        permissions.authorize(principal, new PermissionRequest(wanted, Optional.empty()));
    if (decision.effect() != Decision.Effect.ALLOW) {
      throw PortalException.notAllowed(
          "Only owners of "
              + entityRef
              + " and those with the permission "
              + wanted.name()
              + " decide about its findings");
    }
  }
}
