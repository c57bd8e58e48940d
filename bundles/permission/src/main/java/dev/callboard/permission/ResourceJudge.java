package dev.callboard.permission;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks plugins whether their resources meet conditions. A plugin is asked about its own permissions
 * only, so that none can wave through what belongs to another.
 */
@Component(service = ResourceJudge.class)
public final class ResourceJudge {
  private final PermissionCatalog permissions;
  private final ResourceTypes types;

  /** Takes what plugins tell. */
  @Activate
  public ResourceJudge(@Reference PermissionCatalog permissions, @Reference ResourceTypes types) {
    this.permissions = permissions;
    this.types = types;
  }

  /** Returns a decision without conditions where the request names a resource that can be asked. */
  Decision judge(PermissionRequest request, Decision decision) {
    if (request.resourceRef().isEmpty() || decision.condition().isEmpty()) {
      return decision;
    }
    Condition condition = decision.condition().get();
    Optional<Boolean> meets =
        type(request.permission())
            .map(type -> type.judge().meets(request.resourceRef().get(), condition));
    if (meets.isEmpty()) {
      return decision;
    }
    return meets.get()
        ? Decision.allow(decision.reason() + "; the resource meets the condition")
        : Decision.deny(
            decision.reason() + "; the resource does not meet the condition or does not exist");
  }

  private Optional<ResourceTypes.Type> type(Permission permission) {
    Optional<PermissionCatalog.Known> known = permissions.find(permission.name());
    return permission
        .resourceType()
        .flatMap(types::find)
        .filter(type -> known.map(each -> each.pluginId().equals(type.pluginId())).orElse(false));
  }
}
