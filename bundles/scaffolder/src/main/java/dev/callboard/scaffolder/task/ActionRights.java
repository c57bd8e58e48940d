package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.scaffolder.action.RegisteredAction;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.permission.ActionRules;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import java.util.Optional;

/** Decides whether an action may be run with an input. */
final class ActionRights {
  private final RunServices services;
  private final Run run;

  ActionRights(RunServices services, Run run) {
    this.services = services;
    this.run = run;
  }

  /**
   * Checks one call.
   *
   * @throws PortalException with code {@code NOT_ALLOWED}
   */
  void check(RegisteredAction action, Turn turn) {
    Decision decision = decide(ScaffolderPermissions.ACTION_EXECUTE);
    boolean allowed =
        decision.effect() == Decision.Effect.ALLOW
            || decision.condition().filter(condition -> meets(condition, action, turn)).isPresent();
    boolean needed =
        action
            .permission()
            .map(name -> decide(Permission.basic(name, "")).effect() == Decision.Effect.ALLOW)
            .orElse(true);
    if (!allowed || !needed) {
      throw PortalException.notAllowed(
          "Unauthorized action: "
              + action.id()
              + ". The action is not allowed. Input: "
              + JsonText.pretty(run.redactor().redact(turn.input())));
    }
  }

  private static boolean meets(Condition condition, RegisteredAction action, Turn turn) {
    return ActionRules.meets(condition, action.id(), turn.input());
  }

  private Decision decide(Permission permission) {
    return services
        .permissions()
        .authorize(run.creator(), new PermissionRequest(permission, Optional.empty()));
  }
}
