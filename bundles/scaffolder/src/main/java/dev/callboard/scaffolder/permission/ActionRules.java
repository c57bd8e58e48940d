package dev.callboard.scaffolder.permission;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.scaffolder.api.RepoUrl;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Judges conditions on calls of actions, by the final input. */
public final class ActionRules {
  /** What hosts compare without regard to case, and so must a policy. */
  private static final Set<String> ANY_CASE =
      Set.of("owner", "repo", "organization", "workspace", "project", "host", "repoUrl");

  private ActionRules() {}

  /** Returns whether a call meets a condition. */
  public static boolean meets(Condition condition, String actionId, Map<String, Object> input) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().allMatch(each -> meets(each, actionId, input));
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().anyMatch(each -> meets(each, actionId, input));
    }
    if (condition instanceof Condition.Not not) {
      return !meets(not.condition(), actionId, input);
    }
    Condition.Rule rule = (Condition.Rule) condition;
    Map<String, Object> params = rule.params();
    return switch (rule.name()) {
      case "HAS_ACTION_ID" -> actionId.equals(params.get("actionId"));
      case "HAS_BOOLEAN_PROPERTY" -> has(params, input, Boolean.class);
      case "HAS_NUMBER_PROPERTY" -> has(params, input, Number.class);
      case "HAS_STRING_PROPERTY" -> has(params, input, String.class);
      default ->
          throw new PortalException(
              ErrorCode.INTERNAL,
              "The permission policy answered with a condition that actions do not have: "
                  + rule.name());
    };
  }

  private static boolean has(Map<String, Object> params, Map<String, Object> input, Class<?> type) {
    String key = String.valueOf(params.get("key"));
    Object value = at(input, key);
    if (!type.isInstance(value)) {
      return false;
    }
    Object wanted = params.get("value");
    if (wanted == null) {
      return true;
    }
    if (value instanceof Number number && wanted instanceof Number other) {
      return number.doubleValue() == other.doubleValue();
    }
    if (value instanceof String text && wanted instanceof String other) {
      String name = key.substring(key.lastIndexOf('.') + 1);
      return ANY_CASE.contains(name)
          ? plain(name, text).equals(plain(name, other))
          : text.equals(other);
    }
    return Objects.equals(value, wanted);
  }

  /** Keys may lead into objects with dots; {@code repoUrl} has its parts below it. */
  private static Object at(Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      if (map.containsKey(key)) {
        return map.get(key);
      }
      int dot = key.indexOf('.');
      return dot < 0 ? null : at(map.get(key.substring(0, dot)), key.substring(dot + 1));
    }
    if (value instanceof String text && text.contains("?")) {
      return part(text, key);
    }
    return null;
  }

  private static Object part(String text, String key) {
    try {
      RepoUrl url = RepoUrl.parse(text);
      return key.equals("host") ? url.host() : url.part(key).orElse(null);
    } catch (PortalException e) {
      return null;
    }
  }

  private static String plain(String name, String text) {
    if (name.equals("repoUrl") && text.contains("?")) {
      try {
        return RepoUrl.parse(text).toString().toLowerCase(Locale.ROOT);
      } catch (PortalException e) {
        return text.toLowerCase(Locale.ROOT);
      }
    }
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
