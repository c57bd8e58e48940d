package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.action.RegisteredAction;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.schema.SchemaError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final Map<Integer, StepRecord> done;
  private final StepInputs inputs;

  /**
   * Prepares a step.
   *
   * @param done the turns that ended in an earlier attempt
   */
  StepRun(RunServices services, Run run, Step step, Map<Integer, StepRecord> done) {
    this.services = services;
    this.run = run;
    this.step = step;
    this.done = done;
    int maxTurns =
        Math.toIntExact(
            services.config().get().number("scaffolder.maxTurns").orElse((long) MAX_TURNS));
    this.inputs = new StepInputs(services.engine(), run, maxTurns);
  }

  /** Runs it; what goes wrong is a failed step. */
  StepRecord run() throws InterruptedException, IOException {
    if (run.state().error().isPresent() && !inputs.runsAfterFailure(step)) {
      run.journal().begin(step.index(), StepRecord.WHOLE, List.of());
      return skipped("Skipping step " + step.id() + " because a previous step failed");
    }
    begin(StepRecord.WHOLE, List.of(event("Beginning step " + step.name(), "processing")));
    if (step.each() == null && !inputs.holds(step, null)) {
      return skipped("Skipping step " + step.id() + " because its if condition was false");
    }
    try {
      return completed(turns());
    } catch (LostClaimException e) {
      throw e;
    } catch (Throwable e) {
      return failed(e);
    }
  }

  private Map<String, Object> turns() throws Exception {
    RegisteredAction action = action();
    if (run.dryRun() && !action.supportsDryRun()) {
      logger().info("Skipping because " + action.id() + " does not support dry-run");
      return ExampleOutput.of(action.outputSchema());
    }
    List<Turn> turns =
        inputs.turns(step).stream()
            .filter(turn -> turn.each() == null || inputs.holds(step, turn.each()))
            .toList();
    check(action, turns);
    Map<String, List<Object>> lists = new LinkedHashMap<>();
    for (Turn turn : turns) {
      StepRecord before = done.get(turn.number());
      Map<String, Object> output =
          before != null && turn.each() != null ? before.output() : call(action, turn);
      if (step.each() == null) {
        return output;
      }
      output.forEach(
          (name, value) -> lists.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    }
    return new LinkedHashMap<>(lists);
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

  private Map<String, Object> call(RegisteredAction action, Turn turn) throws Exception {
    boolean repeated = turn.each() != null;
    if (repeated) {
      begin(turn.number(), List.of());
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
    run.journal().digest(step.index(), turn.number(), turn.digest());
    StepContext context = new StepContext(run, services, step, turn.number(), turn.input());
    run.control().enter();
    try {
      checkGoesOn();
      action.run(context, run.control()::interrupt);
    } catch (Exception | LinkageError e) {
      if (action.isGone() && run.control().reason().isEmpty()) {
        throw action.goneError();
      }
      throw e;
    } finally {
      context.close();
      run.control().leave();
    }
    checkGoesOn();
    if (repeated) {
      end(turn.number(), StepState.COMPLETED, context.outputs(), null, List.of());
    }
    return context.outputs();
  }

  private void checkGoesOn() throws InterruptedException {
    if (run.control().reason().isPresent()) {
      throw new InterruptedException("The step has to end");
    }
  }

  private StepRecord completed(Map<String, Object> output) throws IOException {
    return end(
        StepRecord.WHOLE,
        StepState.COMPLETED,
        output,
        null,
        List.of(event("Finished step " + step.name(), "completed")));
  }

  private StepRecord skipped(String message) throws IOException {
    return end(
        StepRecord.WHOLE, StepState.SKIPPED, Map.of(), null, List.of(event(message, "skipped")));
  }

  private StepRecord failed(Throwable problem) throws InterruptedException, IOException {
    Optional<RunControl.Reason> reason = run.control().reason();
    if (reason.isEmpty()) {
      return failed(StepFailure.of(problem, run.log()), List.of());
    }
    return switch (reason.get()) {
      case CANCELLED ->
          failed(
              StepFailure.of(
                  "Error",
                  "Step "
                      + step.id()
                      + " ("
                      + step.name()
                      + ") of task "
                      + run.state().taskId()
                      + " has been cancelled."),
              List.of(
                  TaskEvent.now(
                      "cancelled",
                      "Step " + step.id() + " has been cancelled.",
                      status("cancelled"))));
      case TIMED_OUT ->
          failed(
              StepFailure.of(
                  "TimeoutError",
                  "The task ran longer than "
                      + (run.dryRun() ? "scaffolder.dryRun.timeout" : "scaffolder.taskTimeout")
                      + " allows"),
              List.of());
      default -> throw new InterruptedException("The run goes on elsewhere or later");
    };
  }

  private StepRecord failed(Map<String, Object> error, List<TaskEvent> before) throws IOException {
    List<TaskEvent> events = new ArrayList<>(before);
    events.add(event(error.get("name") + ": " + error.get("message"), "failed"));
    return end(StepRecord.WHOLE, StepState.FAILED, Map.of(), error, events);
  }

  private void begin(int turn, List<TaskEvent> events) {
    run.log()
        .with(
            waiting -> {
              List<TaskEvent> all = new ArrayList<>(waiting);
              all.addAll(events);
              run.journal().begin(step.index(), turn, all);
              return null;
            });
  }

  /** Files are kept only while all went well: a retry begins with what was before the failure. */
  private StepRecord end(
      int turn,
      StepState state,
      Map<String, Object> output,
      Map<String, Object> error,
      List<TaskEvent> events)
      throws IOException {
    StepRecord record =
        new StepRecord(step.index(), turn, state, output, Optional.ofNullable(error));
    boolean keep = state == StepState.COMPLETED && run.state().error().isEmpty() && !run.dryRun();
    List<byte[]> files = keep && run.workspace().takeChanged() ? Parts.of(run.workspace()) : null;
    run.log()
        .with(
            waiting -> {
              List<TaskEvent> all = new ArrayList<>(waiting);
              all.addAll(events);
              run.journal().end(record, all, files);
              return null;
            });
    return record;
  }

  private TaskEvent event(String message, String state) {
    return TaskEvent.log(run.log().clean(message), status(state));
  }

  private Map<String, Object> status(String state) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("stepId", step.id());
    status.put("status", state);
    return status;
  }

  private StepLogger logger() {
    return new StepLogger(run.log(), step.id(), () -> {});
  }
}
