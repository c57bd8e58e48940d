package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.action.RegisteredAction;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.schema.SchemaError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one step: its turns one after the other, each written down before and after. */
final class StepRun {
  private static final Duration ACTION_WAIT = Duration.ofSeconds(10);
  private static final int MAX_TURNS = 1_000;

  private final RunServices services;
  private final Run run;
  private final Step step;
  private final Map<Integer, StepRecord> before;
  private final StepInputs inputs;
  private final StepJournal journal;

  /**
   * Prepares a step.
   *
   * @param before what an earlier attempt wrote of the step and its turns
   */
  StepRun(RunServices services, Run run, Step step, Map<Integer, StepRecord> before) {
    this.services = services;
    this.run = run;
    this.step = step;
    this.before = before;
    int maxTurns =
        Math.toIntExact(
            services.config().get().number("scaffolder.maxTurns").orElse((long) MAX_TURNS));
    this.inputs = new StepInputs(services.engine(), run, maxTurns);
    this.journal = new StepJournal(run, step);
  }

  /** Runs it; what goes wrong is a failed step. */
  StepRecord run() throws InterruptedException, IOException {
    if (run.state().error().isPresent() && !inputs.runsAfterFailure(step)) {
      return journal.passed();
    }
    journal.begin(before.containsKey(Place.WHOLE));
    if (step.each() == null && !inputs.holds(step, null)) {
      return journal.skipped("Skipping step " + step.id() + " because its if condition was false");
    }
    try {
      return journal.completed(turns());
    } catch (LeaveException e) {
      throw e;
    } catch (Throwable e) {
      return failed(e);
    }
  }

  private StepRecord.Output turns() throws Exception {
    RegisteredAction action = action();
    if (run.dryRun() && !action.supportsDryRun()) {
      logger().info("Skipping because " + action.id() + " does not support dry-run");
      return StepRecord.Output.of(ExampleOutput.of(action.outputSchema()));
    }
    List<Turn> turns =
        inputs.turns(step).stream()
            .filter(turn -> turn.each() == null || inputs.holds(step, turn.each()))
            .toList();
    check(action, turns);
    JoinedOutput joined = new JoinedOutput();
    for (Turn turn : turns) {
      StepRecord.Output output = turn(action, turn);
      if (step.each() == null) {
        return output;
      }
      joined.add(output);
    }
    return joined.output();
  }

  private StepRecord.Output turn(RegisteredAction action, Turn turn) throws Exception {
    StepRecord earlier = before.get(turn.number());
    if (earlier == null || earlier.state() == StepState.PROCESSING) {
      checkRepeatable(action, earlier);
      return call(action, turn);
    }
    return turn.each() == null ? call(action, turn) : earlier.output();
  }

  /** What may have happened is not done a second time behind the back of people. */
  private void checkRepeatable(RegisteredAction action, StepRecord earlier) {
    if (earlier != null && earlier.called() && !action.isRepeatable()) {
      throw PortalException.conflict(
          "The server stopped while the action "
              + action.id()
              + " was under way, and it does not say that it can be repeated: what it does may"
              + " have happened, or not, or in part. Look there, and retry the task to run it"
              + " again");
    }
  }

  private RegisteredAction action() throws InterruptedException {
    ActionRegistry registry = services.actions();
    Optional<RegisteredAction> found = registry.find(step.action());
    Duration wait = services.config().get().duration("scaffolder.actionWait").orElse(ACTION_WAIT);
    if (found.isEmpty() && !run.dryRun() && registry.mayCome(step.action(), wait)) {
      logger().warn("Waiting for the action " + step.action() + ", which no plugin brings now");
      run.log().flush();
      run.control().enter();
      try {
        found = registry.await(step.action(), wait);
      } finally {
        run.control().leave();
      }
    }
    return found.orElseThrow(() -> ActionRegistry.missing(step.action()));
  }

  /** All turns are looked at before the first one has an effect. */
  private void check(RegisteredAction action, List<Turn> turns) {
    ActionRights rights = new ActionRights(services, run);
    for (Turn turn : turns) {
      List<SchemaError> errors = action.check(turn.input());
      if (!errors.isEmpty()) {
        String key = turn.each() == null ? "" : "[" + turn.each().get("key") + "]";
        throw PortalException.input(
            "Invalid input passed to action "
                + action.id()
                + key
                + ", "
                + String.join(", ", errors.stream().map(SchemaError::stack).toList()));
      }
      rights.check(action, turn);
    }
  }

  private StepRecord.Output call(RegisteredAction action, Turn turn) throws Exception {
    boolean repeated = turn.each() != null;
    if (repeated) {
      journal.begin(turn.number(), List.of());
      logger().info("Running step each: " + JsonText.write(turn.each()));
    }
    if (run.dryRun()) {
      logger()
          .info(
              "Running "
                  + action.id()
                  + " in dry-run mode with inputs (secrets redacted): "
                  + JsonText.pretty(run.redactor().redact(turn.input())));
    }
    Place place = journal.place(turn.number());
    run.journal().digest(place, turn.digest());
    StepContext context = new StepContext(run, services, step, place, turn.input());
    call(action, context);
    checkGoesOn();
    StepRecord.Output output = context.outputs();
    if (repeated) {
      journal.end(StepRecord.ended(place, StepState.COMPLETED, output), List.of());
    }
    return output;
  }

  private void call(RegisteredAction action, StepContext context) throws Exception {
    run.control().enter();
    try {
      checkGoesOn();
      action.run(context, run.control()::interrupt);
    } catch (Exception | LinkageError e) {
      if (context.suspension().isEmpty()) {
        if (action.isGone() && run.control().reason().isEmpty()) {
          throw action.goneError();
        }
        throw e;
      }
    } finally {
      context.close();
      run.control().leave();
    }
    if (context.suspension().isPresent()) {
      suspend(context.suspension().get());
    }
  }

  private void suspend(Wait.Request wait) throws InterruptedException {
    checkGoesOn();
    if (!journal.suspend(wait)) {
      run.control().stop(RunControl.Reason.CANCELLED);
      checkGoesOn();
    }
    throw new LeaveException.Suspended();
  }

  private void checkGoesOn() throws InterruptedException {
    if (run.control().reason().isPresent()) {
      throw new InterruptedException("The step has to end");
    }
  }

  private StepRecord failed(Throwable problem) throws InterruptedException, IOException {
    Optional<RunControl.Reason> reason = run.control().reason();
    if (reason.isEmpty()) {
      return journal.failed(StepFailure.of(problem, run.log()));
    }
    return switch (reason.get()) {
      case CANCELLED -> journal.cancelled();
      case TIMED_OUT ->
          journal.failed(
              StepFailure.of(
                  "TimeoutError",
                  "The task ran longer than "
                      + (run.dryRun() ? "scaffolder.dryRun.timeout" : "scaffolder.taskTimeout")
                      + " allows"));
      default -> throw new LeaveException.Stopping();
    };
  }

  private StepLogger logger() {
    return new StepLogger(run.log(), run.nesting().shown(step), () -> {});
  }
}
