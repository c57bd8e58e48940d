package dev.callboard.scaffolder.task;

import dev.callboard.platform.audit.AuditService;
import dev.callboard.scaffolder.secret.Redactor;
import dev.callboard.scaffolder.workspace.TaskWorkspace;
import dev.callboard.scaffolder.workspace.WorkspaceLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claimed task on its thread. */
final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final Claim claim;
  private final RunServices services;
  private final Journal journal;
  private final RunControl control = new RunControl();
  private final long startedAt = System.nanoTime();

  Running(
      Claim claim, RunServices services, TaskDatabase database, SecretBox box, AuditService audit) {
    this.claim = claim;
    this.services = services;
    this.journal = new Journal(database, box, audit, claim);
  }

  Claim claim() {
    return claim;
  }

  RunControl control() {
    return control;
  }

  long nanos() {
    return System.nanoTime() - startedAt;
  }

  /**
   * Runs the task.
   *
   * @return whether it needs no worker now; if not, it goes on elsewhere or later
   */
  boolean run() {
    // One directory for each claim: a worker that does not know yet that it lost its own may write.
    Path directory =
        services.directory().resolve("workspaces").resolve(claim.id() + "." + claim.fence());
    try {
      if (claim.secrets() == null) {
        refuse();
        return true;
      }
      run(directory);
      return true;
    } catch (LostClaimException e) {
      LOG.info("Task {} is run by another worker now", claim.id());
      return true;
    } catch (LeaveException.Suspended e) {
      LOG.debug("Task {} waits", claim.id());
      return true;
    } catch (InterruptedException | LeaveException.Stopping e) {
      LOG.info("Task {} is given back, because this server stops", claim.id());
      return false;
    } catch (IOException | RuntimeException e) {
      // Not given back: it is taken over after the stale timeout, so that what fails again and
      // again
      // does not keep a worker busy.
      LOG.error("Task {} cannot go on here now; it will be tried again", claim.id(), e);
      return true;
    } finally {
      Directories.delete(directory);
    }
  }

  private void run(Path directory) throws IOException, InterruptedException {
    Redactor redactor = new Redactor();
    TaskWorkspace workspace =
        TaskWorkspace.open(
            directory,
            services.directory().resolve("staging"),
            WorkspaceLimits.from(services.config().get()));
    RunState state =
        new RunState(claim.id(), claim.task().spec(), claim.secrets(), services.config().get());
    RunLog log =
        new RunLog(journal, redactor, services.executor(), LogLimits.from(services.config().get()));
    Run run =
        new Run(
            state,
            journal,
            log,
            redactor,
            control,
            workspace,
            claim.creator(),
            claim.generation(),
            false);
    try {
      TaskRun task = new TaskRun(services, run);
      if (claim.woken()) {
        task.goOn();
      } else {
        task.run(claim.resumed());
      }
    } finally {
      log.close();
    }
  }

  private void refuse() {
    end(
        StepFailure.of(
            "ConflictError",
            "The secrets of the task were sealed on another server, whose key this one does not"
                + " have: set scaffolder.secrets.key to the same value on all"));
  }

  /** Ends a task whose action does not end although it was interrupted. */
  void abandon() {
    String why =
        control.reason().filter(RunControl.Reason.TIMED_OUT::equals).isPresent()
            ? "The task ran longer than scaffolder.taskTimeout allows"
            : "The task has been cancelled.";
    LOG.warn("An action of task {} does not end although it was interrupted", claim.id());
    end(StepFailure.of("Error", why));
  }

  private void end(Map<String, Object> error) {
    List<TaskEvent> events = new ArrayList<>();
    for (StepRecord step : journal.steps("")) {
      if (step.state() == StepState.PROCESSING && step.place().isWhole()) {
        journal.end(StepRecord.failed(step.place(), error), "", List.of(), null);
      }
    }
    events.add(
        TaskEvent.now(
            TaskEvent.COMPLETION, "Run completed with status: failed", Map.of("error", error)));
    journal.finish(TaskStatus.FAILED, events, error);
  }
}
