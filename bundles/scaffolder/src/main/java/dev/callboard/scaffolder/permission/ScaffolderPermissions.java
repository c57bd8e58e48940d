package dev.callboard.scaffolder.permission;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of the scaffolder, named and in the order as in Backstage. */
@Component(service = PermissionProvider.class)
public final class ScaffolderPermissions implements PermissionProvider {
  /** The type of resource of templates' pages and steps. */
  public static final String TEMPLATE = "scaffolder-template";

  /** The type of resource of calls of actions. */
  public static final String ACTION = "scaffolder-action";

  /** The type of resource of tasks. */
  public static final String TASK = "scaffolder-task";

  /** To run a template without effects. */
  public static final Permission DRY_RUN = Permission.basic("scaffolder.template.dry-run", "");

  /** To see pages of a form. */
  public static final Permission PARAMETER_READ =
      Permission.resource("scaffolder.template.parameter.read", "read", TEMPLATE);

  /** To see, and so to run, steps. */
  public static final Permission STEP_READ =
      Permission.resource("scaffolder.template.step.read", "read", TEMPLATE);

  /** To run an action. */
  public static final Permission ACTION_EXECUTE =
      Permission.resource("scaffolder.action.execute", "", ACTION);

  /** To cancel a task. */
  public static final Permission TASK_CANCEL =
      Permission.resource("scaffolder.task.cancel", "", TASK);

  /** To answer for a step that waits, when asked. */
  public static final Permission TASK_APPROVE =
      Permission.resource("scaffolder.task.approve", "", TASK);

  /** To create a task. */
  public static final Permission TASK_CREATE = Permission.basic("scaffolder.task.create", "create");

  /** To see a task. */
  public static final Permission TASK_READ =
      Permission.resource("scaffolder.task.read", "read", TASK);

  /** To see what only those who write templates need. */
  public static final Permission MANAGEMENT =
      Permission.basic("scaffolder.template.management", "");

  /** To see how far what templates made is behind them. */
  public static final Permission DRIFT_READ = Permission.basic("scaffolder.drift.read", "read");

  private static final List<Permission> ALL =
      List.of(
          DRY_RUN,
          PARAMETER_READ,
          STEP_READ,
          ACTION_EXECUTE,
          TASK_CANCEL,
          TASK_CREATE,
          TASK_READ,
          MANAGEMENT,
          DRIFT_READ,
          TASK_APPROVE);

  @Override
  public List<Permission> permissions() {
    return ALL;
  }
}
