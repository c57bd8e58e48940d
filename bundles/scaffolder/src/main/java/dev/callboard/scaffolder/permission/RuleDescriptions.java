package dev.callboard.scaffolder.permission;

import dev.callboard.platform.permission.PermissionRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that conditions on resources of the scaffolder can name, as in Backstage. */
final class RuleDescriptions {
  static final List<PermissionRule> TEMPLATE =
      List.of(
          rule(
              "HAS_TAG",
              "Pages and steps with a tag",
              ScaffolderPermissions.TEMPLATE,
              "tag",
              text("The tag")));

  static final List<PermissionRule> ACTION =
      List.of(
          rule(
              "HAS_ACTION_ID",
              "Calls of an action",
              ScaffolderPermissions.ACTION,
              "actionId",
              text("The id of the action")),
          property("HAS_BOOLEAN_PROPERTY", "boolean"),
          property("HAS_NUMBER_PROPERTY", "number"),
          property("HAS_STRING_PROPERTY", "string"));

  static final List<PermissionRule> TASK =
      List.of(
          rule(
              "IS_TASK_OWNER",
              "Tasks that one of these created",
              ScaffolderPermissions.TASK,
              "createdBy",
              Map.of(
                  "type", "array",
                  "items", Map.of("type", "string"),
                  "description", "The references of the creators")),
          rule(
              "IS_TASK_APPROVER",
              "Tasks of which a step asks, or has asked, one of these for approval",
              ScaffolderPermissions.TASK,
              "approvers",
              Map.of(
                  "type", "array",
                  "items", Map.of("type", "string"),
                  "description", "The references of the approvers")));

  private RuleDescriptions() {}

  private static Map<String, Object> text(String description) {
    return Map.of("type", "string", "description", description);
  }

  private static PermissionRule property(String name, String type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("key", text("The property of the input, with dots into objects"));
    properties.put("value", Map.of("type", type, "description", "Its value; any if missing"));
    return new PermissionRule(
        name,
        "Calls with a property of the type " + type,
        ScaffolderPermissions.ACTION,
        schema(properties, "key"));
  }

  private static PermissionRule rule(
      String name, String description, String resource, String key, Map<String, Object> schema) {
    return new PermissionRule(name, description, resource, schema(Map.of(key, schema), key));
  }

  private static Map<String, Object> schema(Map<String, Object> properties, String required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.of(required));
    schema.put("additionalProperties", false);
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    return schema;
  }
}
