package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.PermissionFilter;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.Optional;

/** Decides what is not decided by the route alone. */
final class Access {
  private static final Permission LOCATION_READ = Permission.basic("catalog.location.read", "read");

  private final PermissionService permissions;

  Access(PermissionService permissions) {
    this.permissions = permissions;
  }

  /** Returns whether locations may be read: who may not sees none. */
  boolean readsLocations(PortalPrincipal caller) {
    return decide(caller, LOCATION_READ).effect() == Decision.Effect.ALLOW;
  }

  /** Returns the entities that something may be done to. */
  EntityFilter entities(PortalPrincipal caller, String name, String action) {
    return PermissionFilter.of(
        decide(caller, Permission.resource(name, action, CatalogReader.RESOURCE_TYPE)));
  }

  private Decision decide(PortalPrincipal caller, Permission permission) {
    return permissions.authorize(caller, new PermissionRequest(permission, Optional.empty()));
  }
}
