package dev.callboard.permission;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Permission;
import java.util.List;
import java.util.Set;

/**
 * Allows some callers some permissions.
 *
 * @param name what to call it in explanations
 * @param principals {@code users}, {@code services}, {@code plugins}, names of callers, or
 *     references of groups whose members are meant
 * @param permissions names; {@code *} at the end stands for any ending, {@code !} at the start
 *     takes away from what the others give
 * @param actions the actions that count, or empty for any
 */
record Rule(String name, Set<String> principals, List<String> permissions, Set<String> actions) {
  Rule {
    principals = Set.copyOf(principals);
    permissions = List.copyOf(permissions);
    actions = Set.copyOf(actions);
  }

  boolean allows(PortalPrincipal principal, Permission permission) {
    return (actions.isEmpty() || actions.contains(permission.action()))
        && coversName(permission.name())
        && meant(principal);
  }

  private boolean coversName(String permission) {
    boolean covered = false;
    for (String pattern : permissions) {
      if (pattern.startsWith("!")) {
        if (matches(pattern.substring(1), permission)) {
          return false;
        }
      } else {
        covered |= matches(pattern, permission);
      }
    }
    return covered;
  }

  private static boolean matches(String pattern, String permission) {
    return pattern.endsWith("*")
        ? permission.startsWith(pattern.substring(0, pattern.length() - 1))
        : permission.equals(pattern);
  }

  private boolean meant(PortalPrincipal principal) {
    if (principals.contains(group(principal.type())) || principals.contains(principal.getName())) {
      return true;
    }
    // Only when a rule names somebody, because the groups of a user have to be looked up.
    return principal.type() == PrincipalType.USER
        && namesSomebody()
        && principal.ownershipRefs().stream().anyMatch(principals::contains);
  }

  private boolean namesSomebody() {
    return principals.stream().anyMatch(entry -> entry.indexOf(':') >= 0);
  }

  private static String group(PrincipalType type) {
    return switch (type) {
      case USER -> "users";
      case SERVICE -> "services";
      case PLUGIN -> "plugins";
      case SYSTEM, ANONYMOUS -> "";
    };
  }
}
