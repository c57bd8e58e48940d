package dev.callboard.platform.permission;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A rule that conditions on a type of resource can name, as Backstage describes it.
 *
 * @param name such as {@code IS_ENTITY_OWNER}, unique within the resource type
 * @param description what it lets through, for people who write policies
 * @param resourceType such as {@code catalog-entity}
 * @param paramsSchema the JSON Schema of the parameters, as JSON values
 */
public record PermissionRule(
    String name, String description, String resourceType, Map<String, Object> paramsSchema) {
  /** Checks the arguments and copies the schema. */
  public PermissionRule {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(resourceType, "resourceType is null");
    paramsSchema = Map.copyOf(paramsSchema);
  }
}
