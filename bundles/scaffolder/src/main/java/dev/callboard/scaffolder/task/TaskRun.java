package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a task from where it is to its end, on the calling thread. */
final class TaskRun {
  private final Run run;
  private final StepsRun steps;

  TaskRun(RunServices services, Run run) {
    this.run = run;
    this.steps = new StepsRun(services, run);
  }

  /**
   * Runs the steps that have not ended.
   *
   * @param resumed whether somebody had begun already
   * @throws InterruptedException when the run has to go on elsewhere or later
   * @throws LeaveException when it goes on elsewhere or later
   */
  void run(boolean resumed) throws InterruptedException, IOException {
    prepare();
    run.journal().events(List.of(greeting(resumed)));
    steps.run();
    finish();
  }

  /** Goes on after a wait, as {@link #run}. */
  void goOn() throws InterruptedException, IOException {
    prepare();
    steps.run();
    finish();
  }

  private void prepare() throws IOException {
    run.redactor().addAll(run.state().secrets().values());
    run.redactor().addAll(run.state().environmentSecrets().values());
    if (!run.journal().files(run.workspace()::restore)) {
      run.workspace().clear();
    }
  }

  private TaskEvent greeting(boolean resumed) {
    return resumed
        ? TaskEvent.now(
            "recovered", "The task goes on after the last step that had ended", Map.of())
        : TaskEvent.log("Starting up task with " + count() + " steps", Map.of());
  }

  /** A dry run puts the files of the template there first, which counts as a step. */
  private int count() {
    return steps.count() + (run.dryRun() ? 1 : 0);
  }

  private void finish() {
    Map<String, Object> output = Map.of();
    Map<String, Object> error = run.state().error().orElse(null);
    if (error == null) {
      try {
        output = steps.output();
      } catch (PortalException e) {
        error = StepFailure.of(e, run.log());
      }
    }
    TaskStatus status = error == null ? TaskStatus.COMPLETED : TaskStatus.FAILED;
    Map<String, Object> more = error == null ? Map.of("output", output) : Map.of("error", error);
    TaskEvent last =
        TaskEvent.now(TaskEvent.COMPLETION, "Run completed with status: " + status.text(), more);
    Map<String, Object> shown = error == null ? Map.of() : error;
    run.log().close();
    run.log()
        .with(
            waiting -> {
              List<TaskEvent> all = new ArrayList<>(waiting);
              all.add(last);
              run.journal().finish(status, all, shown);
              return null;
            });
  }
}
