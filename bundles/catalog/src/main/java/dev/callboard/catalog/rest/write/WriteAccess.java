package dev.callboard.catalog.rest.write;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.PermissionFilter;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.Optional;

/**
 * What a caller may write. Conditions are judged on the entity as it is stored, never on what the
 * caller sends.
 */
final class WriteAccess {
  static final String CREATE = "catalog.entity.create";
  static final String UPDATE = "catalog.entity.update";
  static final String DELETE = "catalog.entity.delete";

  private final CatalogReader reader;
  private final PermissionService permissions;
  private final ConfigService config;

  WriteAccess(CatalogReader reader, PermissionService permissions, ConfigService config) {
    this.reader = reader;
    this.permissions = permissions;
    this.config = config;
  }

  /** Refuses everything while {@code catalog.readonly} is set. */
  void checkWritable() {
    if (config.current().bool("catalog.readonly").orElse(false)) {
      throw PortalException.notAllowed("This operation not allowed in readonly mode");
    }
  }

  /**
   * Returns what lets the caller create and replace entities. One that the caller may not read is
   * refused as one that may not be changed.
   */
  WriteGuard put(PortalPrincipal caller) {
    boolean creates =
        decide(caller, Permission.basic(CREATE, "create")).effect() == Decision.Effect.ALLOW;
    EntityFilter updates = filter(caller, UPDATE, "update");
    if (!creates && updates.equals(EntityFilter.NONE)) {
      throw needed(CREATE + " or " + UPDATE);
    }
    EntityFilter readable = reader.permitted(caller);
    return (ref, before) -> {
      if (before.isEmpty()) {
        if (!creates) {
          throw needed(CREATE);
        }
        return;
      }
      EntityHandle entity = EntityHandle.of(before.get());
      if (!CatalogReader.visible(entity, readable) || !CatalogReader.visible(entity, updates)) {
        throw PortalException.notAllowed("The entity " + ref + " may not be changed");
      }
    };
  }

  /** Returns what lets the caller do something to entities; what may not be read is unknown. */
  WriteGuard existing(PortalPrincipal caller, String permission, String action) {
    EntityFilter allowed = filter(caller, permission, action);
    EntityFilter readable = reader.permitted(caller);
    return (ref, before) -> {
      Optional<EntityHandle> entity = before.map(EntityHandle::of);
      if (entity.filter(found -> CatalogReader.visible(found, readable)).isEmpty()) {
        throw PortalException.notFound("There is no entity " + ref);
      }
      if (!CatalogReader.visible(entity.get(), allowed)) {
        throw PortalException.notAllowed(
            "The entity "
                + ref
                + " may not be "
                + (DELETE.equals(permission) ? "deleted" : "changed"));
      }
    };
  }

  private EntityFilter filter(PortalPrincipal caller, String name, String action) {
    return PermissionFilter.of(
        decide(caller, Permission.resource(name, action, CatalogReader.RESOURCE_TYPE)));
  }

  private Decision decide(PortalPrincipal caller, Permission permission) {
    return permissions.authorize(caller, new PermissionRequest(permission, Optional.empty()));
  }

  private static PortalException needed(String permission) {
    return PortalException.notAllowed("Not allowed: the permission " + permission + " is needed");
  }
}
