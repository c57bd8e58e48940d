package dev.callboard.search.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityVisibility;
import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.search.spi.DocumentCollator;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Finds out what a caller may see of a type. Conditions on entities are judged by the catalog's
 * index; others one resource at a time. Thread-safe; blocks for as long as the policy takes.
 */
@Component(service = TypeAccess.class)
public final class TypeAccess {
  private static final String ENTITY = "catalog-entity";

  private final PermissionService permissions;

  /** May come late or go. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile EntityVisibility entities;

  /** Called by the framework. */
  @Activate
  public TypeAccess(@Reference PermissionService permissions) {
    this.permissions = requireNonNull(permissions, "permissions is null");
  }

  /** Returns what a caller may see, empty for nothing at all. */
  Optional<Access> of(DocumentCollator collator, PortalPrincipal caller) {
    Optional<Permission> wanted = collator.visibilityPermission();
    if (wanted.isEmpty()) {
      return Optional.of(Access.ALL);
    }
    Permission permission = wanted.get();
    if (permission.resourceType().filter(ENTITY::equals).isPresent()) {
      return entities(permission, caller);
    }
    Decision decision =
        permissions.authorize(caller, new PermissionRequest(permission, Optional.empty()));
    return switch (decision.effect()) {
      case ALLOW -> Optional.of(Access.ALL);
      case DENY -> Optional.empty();
      case CONDITIONAL -> Optional.of(new Access(null, ref -> allowed(permission, ref, caller)));
    };
  }

  private Optional<Access> entities(Permission permission, PortalPrincipal caller) {
    EntityVisibility catalog = entities;
    if (catalog == null) {
      throw PortalException.unavailable("The catalog is not there now, try again later");
    }
    VisibleEntities visible = catalog.visible(permission.name(), permission.action(), caller);
    if (visible.none()) {
      return Optional.empty();
    }
    return Optional.of(visible.all() ? Access.ALL : new Access(visible.key(), visible::contains));
  }

  private boolean allowed(Permission permission, String ref, PortalPrincipal caller) {
    Decision decision =
        permissions.authorize(caller, new PermissionRequest(permission, Optional.of(ref)));
    return decision.effect() == Decision.Effect.ALLOW;
  }
}
