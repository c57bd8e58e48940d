package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import dev.callboard.scaffolder.task.OwnerFilter;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskStore;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides which tasks a caller may see and end. A task that may not be seen is not there. */
@Component(service = Access.class)
public final class Access {
  private final PermissionService permissions;
  private final TaskStore store;

  /** Called by the framework. */
  @Activate
  public Access(@Reference PermissionService permissions, @Reference TaskStore store) {
    this.permissions = requireNonNull(permissions, "permissions is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Returns what may be decided of all resources of a permission. */
  Decision decide(PortalPrincipal caller, Permission permission) {
    return permissions.authorize(caller, new PermissionRequest(permission, Optional.empty()));
  }

  /** Requires a basic permission that the route did not ask for. */
  void require(PortalPrincipal caller, Permission permission) {
    if (decide(caller, permission).effect() != Decision.Effect.ALLOW) {
      throw PortalException.notAllowed("You need the permission " + permission.name());
    }
  }

  OwnerFilter readable(PortalPrincipal caller) {
    return OwnerFilter.of(decide(caller, ScaffolderPermissions.TASK_READ));
  }

  /** Returns a task that the caller may see. */
  Task read(String id, PortalPrincipal caller) {
    Task task = store.find(id).orElseThrow(() -> TaskStore.missing(id));
    if (!store.matches(id, readable(caller))) {
      throw TaskStore.missing(id);
    }
    return task;
  }

  OwnerFilter approvable(PortalPrincipal caller) {
    return OwnerFilter.of(decide(caller, ScaffolderPermissions.TASK_APPROVE));
  }

  /** Requires that the caller may answer for steps of a task that it may see, when asked. */
  void requireApprove(String id, PortalPrincipal caller) {
    read(id, caller);
    if (!store.matches(id, approvable(caller))) {
      throw PortalException.notAllowed("You may not approve steps of this task");
    }
  }

  /** Requires that the caller may end a task that it may see. */
  void requireCancel(String id, PortalPrincipal caller) {
    read(id, caller);
    OwnerFilter mine = OwnerFilter.of(decide(caller, ScaffolderPermissions.TASK_CANCEL));
    if (!store.matches(id, mine)) {
      throw PortalException.notAllowed("You may not cancel this task");
    }
  }
}
