package dev.callboard.scaffolder.task;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.json.JsonText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Ends tasks that wait: no worker has them, so the rows are all there is to change. */
final class WaitingTasks {
  private WaitingTasks() {}

  static void cancel(Connection connection, Task task, AuditService audit, PortalPrincipal creator)
      throws SQLException {
    String id = task.id();
    Step step = step(connection, task);
    Map<String, Object> error = StepFailure.cancelled(step, id);
    Sql.update(
        connection,
        "UPDATE task_steps SET state = 'failed', error = ?, ended_at = ? WHERE task_id = ? AND"
            + " state = 'processing'",
        JsonText.write(error),
        System.currentTimeMillis(),
        id);
    WaitTable.close(connection, id, Map.of());
    audit.record(
        connection,
        AuditEvent.event("task", creator)
            .subAction("execution")
            .target("task", id)
            .cause("task", id)
            .meta("actionType", "execution")
            .meta("templateRef", task.templateRef())
            .meta("status", TaskStatus.FAILED.text())
            .meta("message", error.get("message"))
            .failed());
    Nesting top = Nesting.none(task.spec());
    TaskTable.end(
        connection,
        id,
        TaskStatus.FAILED,
        List.of(
            TaskEvent.now(
                "cancelled",
                "Step " + step.id() + " has been cancelled.",
                top.status(step, "cancelled")),
            TaskEvent.log("Error: " + error.get("message"), top.status(step, "failed")),
            TaskEvent.now(
                TaskEvent.COMPLETION,
                "Run completed with status: failed",
                Map.of("error", error))));
  }

  private static Step step(Connection connection, Task task) throws SQLException {
    List<Step> steps = Step.of(task.spec());
    for (JournalTable.Row row : JournalTable.steps(connection, task.id(), "")) {
      if (row.place().isWhole() && row.state() == StepState.PROCESSING) {
        return steps.get(row.place().step());
      }
    }
    throw new IllegalStateException("Task " + task.id() + " waits in no step");
  }
}
