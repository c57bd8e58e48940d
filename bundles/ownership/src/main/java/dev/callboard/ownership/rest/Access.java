package dev.callboard.ownership.rest;

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
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may see and do what. Thread-safe; blocks for as long as the policy takes. */
@Component(service = Access.class)
public final class Access {
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

  /** Returns an entity that the caller may see. */
  Entity entity(EntityRef ref, PortalPrincipal principal) {
    return catalog
        .byRef(ref, principal)
        .orElseThrow(() -> PortalException.notFound("There is no entity " + ref));
  }

  /** Returns the canonical reference of an entity that the caller may see. */
  String entity(String text, PortalPrincipal principal) {
    if (text == null || text.isBlank()) {
      throw PortalException.input("entity must be a reference such as component:default/pay");
    }
    EntityRef ref = EntityRef.parse(text.strip());
    entity(ref, principal);
    return ref.toString();
  }

  /** Returns which entities the caller may see. */
  Predicate<String> visible(PortalPrincipal principal) {
    VisibleEntities visible = visibility.visible("catalog.entity.read", "read", principal);
    return visible.none() ? ref -> false : visible::contains;
  }

  /** Returns whether no entity is hidden from the caller. */
  boolean seesAll(PortalPrincipal principal) {
    return visibility.visible("catalog.entity.read", "read", principal).all();
  }

  /** Returns whether the caller may see what single people have done. */
  boolean seesPeople(PortalPrincipal principal) {
    return isAllowed(OwnershipPermissions.PEOPLE, "update", principal);
  }

  /** Returns whether the caller belongs to the owner, or has the permission. */
  boolean mayClaim(String owner, PortalPrincipal principal) {
    return principal.ownershipRefs().contains(owner)
        || isAllowed(OwnershipPermissions.CLAIM, "create", principal);
  }

  void requireClaim(String owner, PortalPrincipal principal) {
    if (!mayClaim(owner, principal)) {
      throw PortalException.notAllowed(
          "Only who belongs to "
              + owner
              + " and those with the permission "
              + OwnershipPermissions.CLAIM
              + " claim for it");
    }
  }

  private boolean isAllowed(String name, String action, PortalPrincipal principal) {
    PermissionRequest request =
        new PermissionRequest(Permission.basic(name, action), Optional.empty());
    return permissions.authorize(principal, request).effect() == Decision.Effect.ALLOW;
  }
}
