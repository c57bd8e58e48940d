package dev.callboard.permission.role;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads conditions in Backstage's shape. A rule may leave its resource type out: then it is "". */
public final class ConditionReader {
  private static final Set<String> RULE_KEYS = Set.of("rule", "resourceType", "params");
  private static final int DEPTH = 16;

  private ConditionReader() {}

  /**
   * Reads a condition from JSON values.
   *
   * @param path what to call it in messages
   * @throws PortalException with code {@code INPUT} that says what is wrong where
   */
  public static Condition read(Object json, String path) {
    return read(Tree.of(json, path));
  }

  static Condition read(Tree tree) {
    return read(tree, 0);
  }

  private static Condition read(Tree tree, int depth) {
    if (depth > DEPTH) {
      throw tree.wrong("conditions are nested deeper than " + DEPTH);
    }
    Map<String, Tree> object = tree.object("A condition");
    if (object.containsKey("rule")) {
      return rule(tree.object("A rule", RULE_KEYS));
    }
    if (object.size() != 1) {
      throw tree.wrong("A condition has one of the keys rule, allOf, anyOf and not");
    }
    String key = object.keySet().iterator().next();
    Tree content = object.get(key);
    return switch (key) {
      case "allOf" -> new Condition.AllOf(several(content, key, depth));
      case "anyOf" -> new Condition.AnyOf(several(content, key, depth));
      case "not" -> new Condition.Not(read(content, depth + 1));
      default ->
          throw content.wrong(
              "A condition has one of the keys rule, allOf, anyOf and not, and not '" + key + "'");
    };
  }

  private static List<Condition> several(Tree tree, String key, int depth) {
    List<Tree> list = tree.list(key);
    if (list.isEmpty()) {
      throw tree.wrong(key + " must not be empty");
    }
    List<Condition> conditions = new ArrayList<>();
    list.forEach(each -> conditions.add(read(each, depth + 1)));
    return conditions;
  }

  private static Condition rule(Map<String, Tree> object) {
    Map<String, Object> params = new LinkedHashMap<>();
    if (object.containsKey("params")) {
      object
          .get("params")
          .object("params")
          .forEach(
              (name, tree) -> {
                Object value = tree.json();
                if (value == null) {
                  throw tree.wrong("the parameter '" + name + "' has no value");
                }
                params.put(name, value);
              });
    }
    Tree type = object.get("resourceType");
    return new Condition.Rule(
        object.get("rule").text("rule"), type == null ? "" : type.text("resourceType"), params);
  }
}
