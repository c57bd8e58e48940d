package dev.callboard.identity;

import dev.callboard.platform.identity.AccessRestriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Access restrictions as a claim of tokens between plugins. */
final class RestrictionClaim {
  private RestrictionClaim() {}

  static List<Map<String, Object>> of(List<AccessRestriction> restrictions) {
    List<Map<String, Object>> claim = new ArrayList<>();
    for (AccessRestriction restriction : restrictions) {
      claim.add(
          Map.of(
              "plugin", restriction.plugin(),
              "permissions", List.copyOf(restriction.permissions()),
              "actions", List.copyOf(restriction.actions())));
    }
    return claim;
  }

  /** Reads what {@link #of} made; anything else is no token of ours. */
  static List<AccessRestriction> read(Object claim) {
    if (!(claim instanceof List<?> list)) {
      throw IllegalToken.because("restrictions are no list");
    }
    List<AccessRestriction> restrictions = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> json) || !(json.get("plugin") instanceof String plugin)) {
        throw IllegalToken.because("a restriction is malformed");
      }
      restrictions.add(
          new AccessRestriction(
              plugin, texts(json.get("permissions")), texts(json.get("actions"))));
    }
    return restrictions;
  }

  private static Set<String> texts(Object list) {
    if (list instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance)) {
      return texts.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }
    throw IllegalToken.because("a restriction is malformed");
  }
}
