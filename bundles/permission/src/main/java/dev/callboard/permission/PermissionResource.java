package dev.callboard.permission;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets users, and plugins that act for users, ask what they may do. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionResource {
  private final PermissionService permissions;
  private final PermissionCatalog catalog;

  PermissionResource(PermissionService permissions, PermissionCatalog catalog) {
    this.permissions = permissions;
    this.catalog = catalog;
  }

  /** Tells that the service is there. */
  @GET
  @Path("/health")
  @PublicRoute("A health probe that tells nothing else")
  public Map<String, String> health() {
    return Map.of("status", "ok");
  }

  /** Decides questions, in their order. */
  @POST
  @Path("/authorize")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> authorize(
      Map<String, Object> body, @Context SecurityContext security) {
    return decide((PortalPrincipal) security.getUserPrincipal(), body);
  }

  Map<String, Object> decide(PortalPrincipal principal, Map<String, Object> body) {
    List<AuthorizeRequest.Item> items = AuthorizeRequest.items(body);
    boolean direct = principal.actor().isEmpty();
    for (AuthorizeRequest.Item item : items) {
      if (direct && item.permission().resourceType().isPresent() && item.resourceRefs().isEmpty()) {
        throw PortalException.input(
            "Resource permissions require a resourceRef to be set. Direct user requests without a"
                + " resourceRef are not allowed.");
      }
    }
    return Map.of("items", items.stream().map(item -> answer(principal, item)).toList());
  }

  private Map<String, Object> answer(PortalPrincipal principal, AuthorizeRequest.Item item) {
    Optional<PermissionCatalog.Known> known = catalog.find(item.permission().name());
    // What the plugin defines counts, not the action that a client says the permission has.
    Permission permission =
        known.map(PermissionCatalog.Known::permission).orElse(item.permission());
    List<String> refs = item.resourceRefs();
    List<PermissionRequest> requests =
        refs.isEmpty()
            ? List.of(new PermissionRequest(permission, Optional.empty()))
            : refs.stream()
                .map(ref -> new PermissionRequest(permission, Optional.of(ref)))
                .toList();
    List<Decision> decisions = permissions.authorize(principal, requests);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", item.id());
    if (refs.isEmpty()) {
      put(json, decisions.get(0), permission, known);
      return json;
    }
    List<String> results = decisions.stream().map(PermissionResource::definite).toList();
    // One answer for all of them is given as one, as Backstage does.
    json.put("result", results.stream().distinct().count() == 1 ? results.get(0) : results);
    return json;
  }

  private static void put(
      Map<String, Object> json,
      Decision decision,
      Permission permission,
      Optional<PermissionCatalog.Known> known) {
    json.put("result", decision.effect().name());
    decision
        .condition()
        .ifPresent(
            condition -> {
              String name = permission.name();
              json.put(
                  "pluginId",
                  known
                      .map(PermissionCatalog.Known::pluginId)
                      .orElseGet(() -> name.substring(0, Math.max(0, name.indexOf('.')))));
              json.put("resourceType", permission.resourceType().orElse(""));
              json.put("conditions", ConditionJson.of(condition));
            });
  }

  /** A condition on a named resource is not decided here, so it does not allow. */
  private static String definite(Decision decision) {
    return decision.effect() == Decision.Effect.ALLOW ? "ALLOW" : "DENY";
  }
}
