package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.PermissionFilter;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
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

  static final String MAX_ENTITIES = "catalog.write.maxEntities";
  private static final long DEFAULT_MAX_ENTITIES = 500;

  private final CatalogReader reader;
  private final PermissionService permissions;
  private final ConfigService config;

  WriteAccess(CatalogReader reader, PermissionService permissions, ConfigService config) {
    this.reader = requireNonNull(reader, "reader is null");
    this.permissions = requireNonNull(permissions, "permissions is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Returns how many entities may be written at once. */
  long maxEntities() {
    return config.current().number(MAX_ENTITIES).orElse(DEFAULT_MAX_ENTITIES);
  }

  /** Refuses everything while {@code catalog.readonly} is set. */
  void checkWritable() {
    if (config.current().bool("catalog.readonly").orElse(false)) {
      throw PortalException.notAllowed("This operation not allowed in readonly mode");
    }
  }

  /** Returns what lets the caller create and replace entities. */
  WriteGuard put(PortalPrincipal caller) {
    boolean creates =
        decide(caller, Permission.basic(CREATE, "create")).effect() == Decision.Effect.ALLOW;
    EntityFilter updates = filter(caller, UPDATE, "update");
    if (!creates && updates.equals(EntityFilter.NONE)) {
      throw needed(CREATE + " or " + UPDATE);
    }
    return new Guard(reader.permitted(caller), updates, creates, "changed");
  }

  /** Returns what lets the caller do something to entities that exist. */
  WriteGuard existing(PortalPrincipal caller, String permission, String action) {
    EntityFilter allowed = filter(caller, permission, action);
    String done = DELETE.equals(permission) ? "deleted" : "changed";
    return new ExistingGuard(new Guard(reader.permitted(caller), allowed, false, done));
  }

  /** Lets those pass that the caller may read and may change, and new ones. */
  private record Guard(EntityFilter readable, EntityFilter allowed, boolean creates, String done)
      implements WriteGuard {
    @Override
    public boolean knows(IndexedEntity before) {
      return CatalogReader.visible(EntityHandle.of(before), readable);
    }

    @Override
    public void check(String ref, Optional<IndexedEntity> before) {
      if (before.isEmpty() && !creates) {
        throw needed(CREATE);
      }
      if (before.isPresent() && !CatalogReader.visible(EntityHandle.of(before.get()), allowed)) {
        throw PortalException.notAllowed("The entity " + ref + " may not be " + done);
      }
    }

    @Override
    public boolean isUnconditional() {
      return readable.equals(EntityFilter.ALL) && allowed.equals(EntityFilter.ALL);
    }
  }

  /** Takes new ones for unknown ones. */
  private record ExistingGuard(Guard guard) implements WriteGuard {
    @Override
    public boolean knows(IndexedEntity before) {
      return guard.knows(before);
    }

    @Override
    public void check(String ref, Optional<IndexedEntity> before) {
      if (before.isEmpty()) {
        throw WriteRefused.of(ErrorCode.NOT_FOUND, "There is no entity " + ref);
      }
      guard.check(ref, before);
    }

    @Override
    public boolean isUnconditional() {
      return guard.isUnconditional();
    }
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
