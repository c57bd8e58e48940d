package dev.callboard.permission;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What holds when no other policy is chosen: a short table, and the rules of the configuration. */
final class BuiltInPolicy implements PermissionPolicy {
  private static final Set<String> EVERYBODY = Set.of("users", "services", "plugins");

  private static final List<Rule> TABLE =
      List.of(
          new Rule(
              "everybody reads", EVERYBODY, List.of("*", "!callboard.audit.*"), Set.of("read")),
          new Rule(
              "people register",
              Set.of("users"),
              List.of(
                  "catalog.entity.create",
                  "catalog.entity.refresh",
                  "catalog.entity.validate",
                  "catalog.location.create",
                  "catalog.location.analyze"),
              Set.of()),
          // As in Backstage, where credentials of machines are limited by their restrictions only;
          // but running the server is not what those tokens were given out for.
          new Rule(
              "machines work",
              Set.of("services", "plugins"),
              List.of("*", "!callboard.*"),
              Set.of()));

  private final List<Rule> rules;

  /** Adds rules to the table. */
  BuiltInPolicy(List<Rule> configured) {
    List<Rule> all = new ArrayList<>(TABLE);
    all.addAll(configured);
    this.rules = List.copyOf(all);
  }

  @Override
  public Decision decide(PortalPrincipal principal, PermissionRequest request) {
    Permission permission = request.permission();
    if (principal.type() == PrincipalType.SERVICE && names(principal, permission)) {
      return Decision.allow("the access restrictions of the credentials name it");
    }
    for (Rule rule : rules) {
      if (rule.allows(principal, permission)) {
        return Decision.allow("rule '" + rule.name() + "'");
      }
    }
    return Decision.deny("no rule allows it");
  }

  private static boolean names(PortalPrincipal principal, Permission permission) {
    for (AccessRestriction restriction : principal.accessRestrictions()) {
      if (restriction.permissions().contains(permission.name())) {
        return true;
      }
    }
    return false;
  }
}
