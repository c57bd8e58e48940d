package dev.callboard.permission;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells administrators why somebody may do something, and what somebody may do. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ExplainResource {
  private final DefaultPermissionService permissions;
  private final PermissionCatalog catalog;
  private final ResourceTypes types;
  private final ResourceJudge resources;
  private final Subjects subjects;

  ExplainResource(
      DefaultPermissionService permissions,
      PermissionCatalog catalog,
      ResourceTypes types,
      ResourceJudge resources,
      Subjects subjects) {
    this.permissions = permissions;
    this.catalog = catalog;
    this.types = types;
    this.resources = resources;
    this.subjects = subjects;
  }

  /** Lists what policies can speak of: the permissions and the rules of all plugins. */
  @GET
  @Path("/permissions")
  @RequiresPermission(RolePermissions.READ)
  public Map<String, Object> permissions() {
    List<Map<String, Object>> rules =
        types.all().stream()
            .flatMap(type -> type.rules().values().stream())
            .map(checked -> PermissionJson.of(checked.rule()))
            .toList();
    return Map.of(
        "permissions", catalog.all().stream().map(ExplainResource::known).toList(), "rules", rules);
  }

  /** Explains one decision. */
  @POST
  @Path("/explain")
  @RequiresPermission(RolePermissions.READ)
  public Map<String, Object> explain(Map<String, Object> body) {
    Asked asked = Asked.of(body, Set.of("principal", "ownershipRefs", "permission", "resourceRef"));
    String name =
        asked
            .text("permission")
            .orElseThrow(() -> PortalException.input("permission must be the name of one"));
    PermissionCatalog.Known permission =
        catalog
            .find(name)
            .orElseThrow(
                () -> PortalException.input("No plugin has the permission '" + name + "'"));
    PortalPrincipal principal = principal(asked);
    List<Map<String, Object>> steps = new ArrayList<>();
    PermissionRequest request =
        new PermissionRequest(permission.permission(), asked.text("resourceRef"));
    Decision decision = permissions.explain(principal, request, step -> steps.add(json(step)));
    Map<String, Object> json = who(principal);
    json.put("permission", known(permission));
    request.resourceRef().ifPresent(ref -> json.put("resourceRef", ref));
    Decision judged = resources.judge(request, decision);
    json.put("result", judged.effect().name());
    json.put("reason", judged.reason());
    decision.condition().ifPresent(each -> json.put("conditions", ConditionJson.of(each)));
    json.put("steps", steps);
    return json;
  }

  /** Tells what somebody may do. */
  @POST
  @Path("/simulate")
  @RequiresPermission(RolePermissions.READ)
  public Map<String, Object> simulate(Map<String, Object> body) {
    PortalPrincipal principal = principal(Asked.of(body, Set.of("principal", "ownershipRefs")));
    List<Map<String, Object>> all = new ArrayList<>();
    for (PermissionCatalog.Known each : catalog.all()) {
      Permission permission = each.permission();
      Decision decision =
          permissions.explain(
              principal, new PermissionRequest(permission, Optional.empty()), step -> {});
      Map<String, Object> json = known(each);
      json.put("result", decision.effect().name());
      json.put("reason", decision.reason());
      decision.condition().ifPresent(when -> json.put("conditions", ConditionJson.of(when)));
      all.add(json);
    }
    Map<String, Object> json = who(principal);
    json.put("permissions", all);
    return json;
  }

  private PortalPrincipal principal(Asked asked) {
    return subjects.of(
        asked
            .text("principal")
            .orElseThrow(() -> PortalException.input("principal must say who is asked about")),
        asked.texts("ownershipRefs"));
  }

  private static Map<String, Object> who(PortalPrincipal principal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("principal", principal.getName());
    json.put("ownershipRefs", principal.ownershipRefs());
    return json;
  }

  private static Map<String, Object> known(PermissionCatalog.Known known) {
    Map<String, Object> json = PermissionJson.of(known.permission());
    json.put("pluginId", known.pluginId());
    return json;
  }

  private static Map<String, Object> json(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", step.rule());
    if (!step.where().isEmpty()) {
      json.put("where", step.where());
    }
    json.put("counts", step.counts());
    json.put("why", step.why());
    return json;
  }
}
