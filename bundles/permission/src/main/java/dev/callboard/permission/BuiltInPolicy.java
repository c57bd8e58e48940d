package dev.callboard.permission;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds when no other policy is chosen: a short table, and the rules of the configuration. */
final class BuiltInPolicy implements PermissionPolicy {
  private static final Set<String> EVERYBODY = Set.of("users", "services", "plugins");

  private static final Set<String> MACHINES = Set.of("services", "plugins");
  private static final List<String> OPEN =
      List.of(
          "*",
          "!callboard.audit.*",
          "!callboard.config.*",
          "!callboard.plugin.log",
          "!callboard.server.*",
          "!callboard.permission.*",
          "!callboard.access-token.*",
          "!callboard.user.*",
          "!callboard.notifications.*");

  private static final String TASK = "scaffolder-task";

  /** What people may do to tasks of their own only. */
  private static final Set<String> OWN_TASKS =
      Set.of("scaffolder.task.read", "scaffolder.task.cancel");

  private static final List<Rule> PEOPLE =
      List.of(
          new Rule("everybody reads", EVERYBODY, withoutTasks(OPEN), Set.of("read")),
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
          new Rule(
              "people run templates",
              Set.of("users"),
              List.of(
                  "scaffolder.task.create",
                  // The step itself says who is asked; this only lets them answer.
                  "scaffolder.task.approve",
                  "scaffolder.action.execute",
                  "scaffolder.template.dry-run"),
              Set.of()));

  /** Machines keep theirs: a plugin that acts for a user needs the right as well. */
  private static final List<Rule> MACHINERY =
      List.of(
          new Rule("machines read", MACHINES, OPEN, Set.of("read")),
          // As in Backstage, where credentials of machines are limited by their restrictions only;
          // but running the server is not what those tokens were given out for.
          new Rule("machines work", MACHINES, List.of("*", "!callboard.*"), Set.of()));

  private final List<Rule> rules;
  private final boolean people;

  /**
   * Adds rules to the table.
   *
   * @param people whether users get what the table gives them
   */
  BuiltInPolicy(List<Rule> configured, boolean people) {
    List<Rule> all = new ArrayList<>(people ? PEOPLE : List.of());
    all.addAll(MACHINERY);
    all.addAll(configured);
    this.rules = List.copyOf(all);
    this.people = people;
  }

  private static List<String> withoutTasks(List<String> names) {
    List<String> all = new ArrayList<>(names);
    all.add("!scaffolder.task.*");
    return all;
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
    if (people && principal.type() == PrincipalType.USER && OWN_TASKS.contains(permission.name())) {
      return Decision.conditional(
          tasks(principal, permission), "people see and end their own tasks");
    }
    return Decision.deny("no rule allows it");
  }

  /** Who is asked to approve a step has to see what it is about. */
  private static Condition tasks(PortalPrincipal principal, Permission permission) {
    Condition own =
        new Condition.Rule(
            "IS_TASK_OWNER", TASK, Map.of("createdBy", List.of(principal.getName())));
    if (!permission.name().equals("scaffolder.task.read")) {
      return own;
    }
    Set<String> names = new LinkedHashSet<>(principal.ownershipRefs());
    names.add(principal.getName());
    return new Condition.AnyOf(
        List.of(
            own,
            new Condition.Rule("IS_TASK_APPROVER", TASK, Map.of("approvers", List.copyOf(names)))));
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
