package dev.callboard.scheduler;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of tasks whose last run failed. */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=Scheduled tasks", HealthCheck.TAGS + "=scheduler"})
public final class TaskHealthCheck implements HealthCheck {
  private final TaskWhiteboard tasks;

  /** Takes the tasks to be watched. */
  @Activate
  public TaskHealthCheck(@Reference TaskWhiteboard tasks) {
    this.tasks = tasks;
  }

  @Override
  public Result execute() {
    return check(tasks.table());
  }

  static Result check(TaskTable table) {
    FormattingResultLog log = new FormattingResultLog();
    for (TaskRunner runner : table.all()) {
      if (runner.failures() > 0) {
        log.warn(
            "Task {} failed {} times in a row: {}",
            runner.name(),
            runner.failures(),
            runner.runs().stream().findFirst().flatMap(Run::error).orElse("unknown"));
      }
    }
    log.info("{} tasks are scheduled", table.all().size());
    return new Result(log);
  }
}
