package dev.callboard.scaffolder.permission;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import java.util.List;
import java.util.Map;

/** Judges decisions on pages and steps of templates, by their {@code backstage:permissions}. */
public final class TagRules {
  private TagRules() {}

  /** Returns whether a page or step may be seen. */
  public static boolean visible(Decision decision, Object item) {
    return switch (decision.effect()) {
      case ALLOW -> true;
      case DENY -> false;
      case CONDITIONAL -> meets(decision.condition().orElseThrow(), tags(item));
    };
  }

  private static List<?> tags(Object item) {
    return item instanceof Map<?, ?> map
            && map.get("backstage:permissions") instanceof Map<?, ?> permissions
            && permissions.get("tags") instanceof List<?> tags
        ? tags
        : List.of();
  }

  private static boolean meets(Condition condition, List<?> tags) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().allMatch(each -> meets(each, tags));
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().anyMatch(each -> meets(each, tags));
    }
    if (condition instanceof Condition.Not not) {
      return !meets(not.condition(), tags);
    }
    Condition.Rule rule = (Condition.Rule) condition;
    if (!rule.name().equals("HAS_TAG")) {
      throw new PortalException(
          ErrorCode.INTERNAL,
          "The permission policy answered with a condition that templates do not have: "
              + rule.name());
    }
    return tags.contains(rule.params().get("tag"));
  }
}
