package dev.callboard.catalog.query;

import dev.callboard.catalog.index.IndexText;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a decision on {@code catalog.entity.read} into a filter, so that conditions are part of the
 * query and counts are exact. The rules are those of Backstage's catalog.
 */
public final class PermissionFilter {
  private PermissionFilter() {}

  /**
   * Returns the entities that a decision allows to be read.
   *
   * @throws PortalException with code {@code INTERNAL} when a condition is not one of ours: under a
   *     negation, passing over it could allow more than was meant
   */
  public static EntityFilter of(Decision decision) {
    switch (decision.effect()) {
      case ALLOW:
        return EntityFilter.ALL;
      case CONDITIONAL:
        return of(decision.condition().orElseThrow());
      default:
        return EntityFilter.NONE;
    }
  }

  /** Returns the entities that meet a condition, as {@link #of(Decision)}. */
  static EntityFilter of(Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return new EntityFilter.AllOf(all.conditions().stream().map(PermissionFilter::of).toList());
    }
    if (condition instanceof Condition.AnyOf any) {
      return new EntityFilter.AnyOf(any.conditions().stream().map(PermissionFilter::of).toList());
    }
    if (condition instanceof Condition.Not not) {
      return new EntityFilter.Not(of(not.condition()));
    }
    return rule((Condition.Rule) condition);
  }

  private static EntityFilter rule(Condition.Rule rule) {
    switch (rule.name()) {
      case "IS_ENTITY_KIND":
        return new EntityFilter.Equals("kind", texts(rule, "kinds"));
      case "IS_ENTITY_OWNER":
        return new EntityFilter.Equals("relations.ownedBy", texts(rule, "claims"));
      case "HAS_ANNOTATION":
        return property(rule, "metadata.annotations.", "annotation");
      case "HAS_LABEL":
        return property(rule, "metadata.labels.", "label");
      case "HAS_METADATA":
        return property(rule, "metadata.", "key");
      case "HAS_SPEC":
        return property(rule, "spec.", "key");
      default:
        throw broken(rule, "is not a rule of the catalog");
    }
  }

  private static EntityFilter property(Condition.Rule rule, String prefix, String parameter) {
    String key = prefix + text(rule.params(), parameter, rule);
    return rule.params().containsKey("value")
        ? new EntityFilter.Equals(key, Set.of(text(rule.params(), "value", rule)))
        : new EntityFilter.Exists(key);
  }

  private static String text(Map<String, Object> params, String name, Condition.Rule rule) {
    Object value = params.get(name);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return IndexText.of(value);
    }
    throw broken(rule, "lacks the parameter '" + name + "'");
  }

  private static Set<String> texts(Condition.Rule rule, String name) {
    if (rule.params().get(name) instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.toSet());
    }
    throw broken(rule, "lacks the list '" + name + "'");
  }

  private static PortalException broken(Condition.Rule rule, String what) {
    return new PortalException(
        ErrorCode.INTERNAL,
        "The permission policy answered with the condition '" + rule.name() + "', which " + what);
  }
}
