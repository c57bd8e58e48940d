package dev.callboard.permission.role;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What parameters of conditions say of whoever asks: {@code $currentUser} is the reference or name,
 * {@code $ownerRefs} the references that ownership is judged by. A text that begins with two dollar
 * signs means one with one.
 */
public final class Aliases {
  static final String CURRENT_USER = "$currentUser";
  static final String OWNER_REFS = "$ownerRefs";

  private static final Set<String> KNOWN = Set.of(CURRENT_USER, OWNER_REFS);

  private Aliases() {}

  /** Refuses texts that begin with a dollar sign and are no alias. */
  static void check(Tree tree) {
    if (tree.value() instanceof List<?> list) {
      list.forEach(each -> check((Tree) each));
    } else if (tree.value() instanceof Map<?, ?> map) {
      map.values().forEach(each -> check((Tree) each));
    } else if (tree.value() instanceof String text
        && text.startsWith("$")
        && !text.startsWith("$$")
        && !KNOWN.contains(text)) {
      throw tree.wrong(
          "'" + text + "' is no alias; known are $currentUser and $ownerRefs, and $$ means a $");
    }
  }

  /**
   * Returns a condition for one caller.
   *
   * @param resourceType the type that rules without one speak of
   */
  public static Condition resolve(
      Condition condition, PortalPrincipal principal, String resourceType) {
    if (condition instanceof Condition.AllOf all) {
      return new Condition.AllOf(several(all.conditions(), principal, resourceType));
    }
    if (condition instanceof Condition.AnyOf any) {
      return new Condition.AnyOf(several(any.conditions(), principal, resourceType));
    }
    if (condition instanceof Condition.Not not) {
      return new Condition.Not(resolve(not.condition(), principal, resourceType));
    }
    Condition.Rule rule = (Condition.Rule) condition;
    Map<String, Object> params = new LinkedHashMap<>();
    rule.params().forEach((name, value) -> params.put(name, value(value, principal)));
    String type = rule.resourceType().isEmpty() ? resourceType : rule.resourceType();
    return new Condition.Rule(rule.name(), type, params);
  }

  private static List<Condition> several(
      List<Condition> conditions, PortalPrincipal principal, String resourceType) {
    return conditions.stream().map(each -> resolve(each, principal, resourceType)).toList();
  }

  private static Object value(Object value, PortalPrincipal principal) {
    if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(each -> values.addAll(item(each, principal)));
      return values;
    }
    if (OWNER_REFS.equals(value)) {
      return principal.ownershipRefs();
    }
    return item(value, principal).get(0);
  }

  private static List<?> item(Object value, PortalPrincipal principal) {
    if (OWNER_REFS.equals(value)) {
      return principal.ownershipRefs();
    }
    if (CURRENT_USER.equals(value)) {
      return List.of(principal.getName());
    }
    return value instanceof String text && text.startsWith("$$")
        ? List.of(text.substring(1))
        : List.of(value);
  }

  /** Returns the resource types that the rules of a condition name. */
  public static Stream<String> resourceTypes(Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().flatMap(Aliases::resourceTypes);
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().flatMap(Aliases::resourceTypes);
    }
    if (condition instanceof Condition.Not not) {
      return resourceTypes(not.condition());
    }
    return Stream.of(((Condition.Rule) condition).resourceType());
  }
}
