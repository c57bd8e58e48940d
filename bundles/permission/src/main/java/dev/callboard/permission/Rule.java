package dev.callboard.permission;

import dev.callboard.permission.role.Members;
import dev.callboard.permission.role.Names;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Permission;
import java.util.List;
import java.util.Set;

/**
 * Allows some callers some permissions.
 *
 * @param name what to call it in explanations
 * @param principals who is meant
 * @param permissions which permissions
 * @param actions the actions that count, or empty for any
 */
record Rule(String name, Members principals, Names permissions, Set<String> actions) {
  Rule {
    actions = Set.copyOf(actions);
  }

  Rule(String name, Set<String> principals, List<String> permissions, Set<String> actions) {
    this(name, new Members(principals), new Names(permissions), actions);
  }

  boolean allows(PortalPrincipal principal, Permission permission) {
    return (actions.isEmpty() || actions.contains(permission.action()))
        && permissions.cover(permission.name())
        && principals.include(principal);
  }
}
