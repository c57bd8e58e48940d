package dev.callboard.permission;

import dev.callboard.platform.permission.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions as JSON values, in Backstage's shape. */
final class ConditionJson {
  private ConditionJson() {}

  static Map<String, Object> of(Condition condition) {
    if (condition instanceof Condition.Rule rule) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("rule", rule.name());
      json.put("resourceType", rule.resourceType());
      if (!rule.params().isEmpty()) {
        json.put("params", rule.params());
      }
      return json;
    }
    if (condition instanceof Condition.AllOf all) {
      return Map.of("allOf", list(all.conditions()));
    }
    if (condition instanceof Condition.AnyOf any) {
      return Map.of("anyOf", list(any.conditions()));
    }
    return Map.of("not", of(((Condition.Not) condition).condition()));
  }

  private static List<Map<String, Object>> list(List<Condition> conditions) {
    return conditions.stream().map(ConditionJson::of).toList();
  }
}
