package dev.callboard.http.gateway;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionRule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells the permissions and rules of a plugin and judges conditions for others, in Backstage's
 * protocol, for each plugin that brings permissions: plugins need no routes of their own for it.
 */
@Path(PermissionRulesResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionRulesResource {
  static final String PATH = "/.well-known/backstage/permissions";

  private final String pluginId;
  private final Supplier<PermissionRegistry> registry;

  /**
   * Creates the resource of a plugin.
   *
   * @param registry gives null while there is none
   */
  PermissionRulesResource(String pluginId, Supplier<PermissionRegistry> registry) {
    this.pluginId = pluginId;
    this.registry = registry;
  }

  /** Returns the permissions and rules. */
  @GET
  @Path("/metadata")
  @AuthenticatedRoute
  public Map<String, Object> metadata() {
    PermissionRegistry known = registry();
    List<Permission> permissions = known.permissions(pluginId);
    List<PermissionRule> rules = known.rules(pluginId);
    if (permissions.isEmpty() && rules.isEmpty()) {
      throw PortalException.notFound("The plugin " + pluginId + " has no permissions");
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("permissions", permissions.stream().map(PermissionRulesResource::json).toList());
    json.put("rules", rules.stream().map(PermissionRulesResource::json).toList());
    return json;
  }

  /** Judges conditions on resources, in the order of the questions. */
  @POST
  @Path("/apply-conditions")
  @AuthenticatedRoute({PrincipalType.SERVICE, PrincipalType.PLUGIN})
  public Map<String, Object> apply(Map<String, Object> body, @Context SecurityContext security) {
    PortalPrincipal caller = (PortalPrincipal) security.getUserPrincipal();
    if (!caller.accessRestrictions().isEmpty()) {
      // Each question tells something of a resource, which may be outside of the restrictions.
      throw PortalException.notAllowed("Credentials with access restrictions may not ask this");
    }
    PermissionRegistry known = registry();
    if (body == null || !(body.get("items") instanceof List<?> items)) {
      throw PortalException.input("The body must be an object with the list 'items'");
    }
    List<Map<String, Object>> answers = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> question)) {
        throw PortalException.input("items[" + answers.size() + "] must be an object");
      }
      answers.add(answer(known, question, "items[" + answers.size() + "]"));
    }
    return Map.of("items", answers);
  }

  private Map<String, Object> answer(PermissionRegistry known, Map<?, ?> question, String where) {
    String id = text(question, "id", where);
    String type = text(question, "resourceType", where);
    Object conditions = question.get("conditions");
    if (conditions == null) {
      throw PortalException.input(where + ".conditions is missing");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", id);
    if (question.get("resourceRef") instanceof List<?> refs && !refs.isEmpty()) {
      answer.put(
          "result",
          refs.stream().map(ref -> result(known, type, text(ref, where), conditions)).toList());
    } else {
      String ref = text(question, "resourceRef", where);
      answer.put("result", result(known, type, ref, conditions));
    }
    return answer;
  }

  private String result(PermissionRegistry known, String type, String ref, Object conditions) {
    return known.meets(pluginId, type, ref, conditions) ? "ALLOW" : "DENY";
  }

  private static String text(Map<?, ?> question, String key, String where) {
    return text(question.get(key), where + "." + key);
  }

  private static String text(Object value, String where) {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw PortalException.input(where + " must be a text that is not empty");
  }

  private PermissionRegistry registry() {
    PermissionRegistry known = registry.get();
    if (known == null) {
      throw PortalException.unavailable("The permission service is not running, try again later");
    }
    return known;
  }

  private static Map<String, Object> json(Permission permission) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", permission.resourceType().isPresent() ? "resource" : "basic");
    json.put("name", permission.name());
    String action = permission.action();
    json.put("attributes", action.isEmpty() ? Map.of() : Map.of("action", action));
    permission.resourceType().ifPresent(type -> json.put("resourceType", type));
    return json;
  }

  private static Map<String, Object> json(PermissionRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", rule.name());
    json.put("description", rule.description());
    json.put("resourceType", rule.resourceType());
    json.put("paramsSchema", rule.paramsSchema());
    return json;
  }
}
