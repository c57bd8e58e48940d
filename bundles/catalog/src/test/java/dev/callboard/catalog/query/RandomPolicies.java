package dev.callboard.catalog.query;

import dev.callboard.platform.permission.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Conditions that speak of what {@link RandomEntities} have, and a second way to judge them: one
 * entity at a time, without an index.
 */
public final class RandomPolicies {
  private static final String TYPE = "catalog-entity";
  private static final List<String> LABELS = List.of("Gold", "gold", "SILVER", "ſilver", "İ", "");

  private final Random random;

  /** Uses this source of chance. */
  public RandomPolicies(Random random) {
    this.random = random;
  }

  /** Gives an entity labels, in any case and with letters whose case is special. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> labelled(Map<String, Object> entity) {
    if (random.nextBoolean()) {
      ((Map<String, Object>) entity.get("metadata"))
          .put("labels", Map.of(pick(List.of("tier", "Tier", "other")), pick(LABELS)));
    }
    return entity;
  }

  /** Returns a condition of rules that are joined up to a depth. */
  public Condition condition(int depth) {
    switch (random.nextInt(depth > 0 ? 10 : 6)) {
      case 0:
        return rule("IS_ENTITY_KIND", "kinds", some(List.of("component", "API", "group", "nope")));
      case 1:
        return rule("IS_ENTITY_OWNER", "claims", owners());
      case 2:
        return property(
            "HAS_ANNOTATION",
            "annotation",
            pick(List.of("example.com/a.b", "Example.com/A.B", "nope")),
            List.of("1", "2", ""));
      case 3:
        return property("HAS_LABEL", "label", pick(List.of("tier", "TIER", "other")), LABELS);
      case 4:
        return property(
            "HAS_METADATA",
            "key",
            pick(List.of("title", "tags", "Tags.node.js", "namespace", "name", "labels.tier")),
            List.of("alpha", "BETA", "java", "x:y", "true", "other", "ΓΆΜΜΑ", "n7", ""));
      case 5:
        return property(
            "HAS_SPEC",
            "key",
            pick(List.of("type", "Lifecycle", "extra", "list", "list.a", "list.b", "nope")),
            List.of("SERVICE", "production", "a", "1", "0.5", "true", "web site"));
      case 6:
        return new Condition.AllOf(List.of(condition(depth - 1), condition(depth - 1)));
      case 7:
      case 8:
        return new Condition.AnyOf(List.of(condition(depth - 1), condition(depth - 1)));
      default:
        return new Condition.Not(condition(depth - 1));
    }
  }

  private List<String> owners() {
    return some(
        IntStream.range(0, 5)
            .mapToObj(i -> "group:default/" + pick(List.of("g", "G")) + i)
            .toList());
  }

  private Condition property(String rule, String parameter, String key, List<String> values) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put(parameter, key);
    if (random.nextInt(3) > 0) {
      params.put("value", pick(values));
    }
    return new Condition.Rule(rule, TYPE, params);
  }

  private static Condition rule(String name, String parameter, List<String> values) {
    return new Condition.Rule(name, TYPE, Map.of(parameter, values));
  }

  private List<String> some(List<String> values) {
    return values.stream().filter(value -> random.nextBoolean()).toList();
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Returns whether an entity meets a condition, by looking at it. */
  public static boolean meets(Map<String, Object> entity, Condition condition) {
    NaiveCatalog one = new NaiveCatalog();
    one.put("x", entity);
    return meets(one.all().iterator().next(), condition);
  }

  private static boolean meets(NaiveCatalog.Known entity, Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().allMatch(each -> meets(entity, each));
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().anyMatch(each -> meets(entity, each));
    }
    if (condition instanceof Condition.Not not) {
      return !meets(entity, not.condition());
    }
    Condition.Rule rule = (Condition.Rule) condition;
    Map<String, Object> params = rule.params();
    return switch (rule.name()) {
      case "IS_ENTITY_KIND" -> among(entity, "kind", (List<?>) params.get("kinds"));
      case "IS_ENTITY_OWNER" -> among(entity, "relations.ownedBy", (List<?>) params.get("claims"));
      case "HAS_ANNOTATION" ->
          property(entity, "metadata.annotations." + params.get("annotation"), params);
      case "HAS_LABEL" -> property(entity, "metadata.labels." + params.get("label"), params);
      case "HAS_METADATA" -> property(entity, "metadata." + params.get("key"), params);
      default -> property(entity, "spec." + params.get("key"), params);
    };
  }

  private static boolean property(
      NaiveCatalog.Known entity, String key, Map<String, Object> params) {
    return params.containsKey("value")
        ? among(entity, key, List.of(params.get("value")))
        : entity.has(key);
  }

  private static boolean among(NaiveCatalog.Known entity, String key, List<?> values) {
    return values.stream().anyMatch(value -> entity.has(key, (String) value));
  }
}
