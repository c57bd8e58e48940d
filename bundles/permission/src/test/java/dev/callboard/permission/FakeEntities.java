package dev.callboard.permission;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRule;
import dev.callboard.platform.permission.ResourceRules;
import java.util.List;
import java.util.Map;

/** Entities with owners, judged as the catalog does. */
final class FakeEntities implements ResourceRules {
  static final Permission READ =
      Permission.resource("catalog.entity.read", "read", "catalog-entity");
  static final Permission DELETE =
      Permission.resource("catalog.entity.delete", "delete", "catalog-entity");
  static final Permission CREATE = Permission.basic("catalog.entity.create", "create");

  private final Map<String, String> owners;

  FakeEntities(Map<String, String> owners) {
    this.owners = owners;
  }

  @Override
  public String resourceType() {
    return "catalog-entity";
  }

  @Override
  public List<PermissionRule> rules() {
    return List.of(rule("IS_ENTITY_KIND", "kinds"), rule("IS_ENTITY_OWNER", "claims"));
  }

  static PermissionRule rule(String name, String parameter) {
    return new PermissionRule(
        name,
        "for tests",
        "catalog-entity",
        Map.of(
            "$schema",
            "http://json-schema.org/draft-07/schema#",
            "type",
            "object",
            "required",
            List.of(parameter),
            "additionalProperties",
            false,
            "properties",
            Map.of(parameter, Map.of("type", "array", "items", Map.of("type", "string")))));
  }

  @Override
  public boolean meets(String ref, Condition condition) {
    return owners.containsKey(ref) && holds(ref, condition);
  }

  private boolean holds(String ref, Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().allMatch(each -> holds(ref, each));
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().anyMatch(each -> holds(ref, each));
    }
    if (condition instanceof Condition.Not not) {
      return !holds(ref, not.condition());
    }
    Condition.Rule rule = (Condition.Rule) condition;
    return rule.name().equals("IS_ENTITY_KIND")
        ? ((List<?>) rule.params().get("kinds")).contains(ref.substring(0, ref.indexOf(':')))
        : ((List<?>) rule.params().get("claims")).contains(owners.get(ref));
  }
}
