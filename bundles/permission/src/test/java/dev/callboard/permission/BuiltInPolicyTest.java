package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInPolicyTest {
  private static final PortalPrincipal BOB = principal(PrincipalType.USER, "user:default/bob");

  private final BuiltInPolicy policy = new BuiltInPolicy(List.of(), true);

  private static PortalPrincipal principal(PrincipalType type, String name) {
    return FakePrincipal.of(type, name);
  }

  private Decision decide(PortalPrincipal who, String permission, String action) {
    Permission asked = Permission.resource(permission, action, "scaffolder-task");
    return policy.decide(who, new PermissionRequest(asked, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"scaffolder.task.read, read", "scaffolder.task.cancel, ''"})
  void T10_peopleSeeAndEndTheirOwnTasksOnly(String permission, String action) {
    Condition own =
        new Condition.Rule(
            "IS_TASK_OWNER", "scaffolder-task", Map.of("createdBy", List.of("user:default/bob")));
    Condition asked =
        new Condition.Rule(
            "IS_TASK_APPROVER",
            "scaffolder-task",
            Map.of("approvers", List.of("user:default/bob")));
    boolean read = action.equals("read");
    assertEquals(
        Optional.of(read ? new Condition.AnyOf(List.of(own, asked)) : own),
        decide(BOB, permission, action).condition());
    assertEquals(
        Decision.Effect.ALLOW,
        decide(principal(PrincipalType.SERVICE, "external:ci"), permission, action).effect());
  }

  @Test
  void peopleRunTemplates() {
    for (String permission :
        List.of(
            "scaffolder.task.create",
            "scaffolder.task.approve",
            "scaffolder.action.execute",
            "scaffolder.template.dry-run")) {
      assertEquals(Decision.Effect.ALLOW, decide(BOB, permission, "").effect(), permission);
    }
    assertEquals(Decision.Effect.DENY, decide(BOB, "scaffolder.template.management", "").effect());
  }

  @Test
  void whereRolesSayWhatPeopleMayTheTableGivesThemNothing() {
    BuiltInPolicy machines = new BuiltInPolicy(List.of(), false);
    Permission read = Permission.resource("scaffolder.task.read", "read", "scaffolder-task");

    assertEquals(
        Decision.Effect.DENY,
        machines.decide(BOB, new PermissionRequest(read, Optional.empty())).effect());
  }
}
