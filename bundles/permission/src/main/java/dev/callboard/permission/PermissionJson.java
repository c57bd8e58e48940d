package dev.callboard.permission;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Permissions and rules as JSON values, in Backstage's shape. */
final class PermissionJson {
  private PermissionJson() {}

  static Map<String, Object> of(Permission permission) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", permission.resourceType().isPresent() ? "resource" : "basic");
    json.put("name", permission.name());
    json.put(
        "attributes",
        permission.action().isEmpty() ? Map.of() : Map.of("action", permission.action()));
    permission.resourceType().ifPresent(type -> json.put("resourceType", type));
    return json;
  }

  static Map<String, Object> of(PermissionRule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", rule.name());
    json.put("description", rule.description());
    json.put("resourceType", rule.resourceType());
    json.put("paramsSchema", rule.paramsSchema());
    return json;
  }
}
