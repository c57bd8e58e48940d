package dev.callboard.scaffolder.task;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down how one step goes, with the events that tell people and the files it leaves. */
final class StepJournal {
  private final Run run;
  private final Step step;

  StepJournal(Run run, Step step) {
    this.run = run;
    this.step = step;
  }

  Place place(int turn) {
    return new Place(run.nesting().scope(), step.index(), turn);
  }

  /** Says that the step or a turn begins. */
  void begin(int turn, List<TaskEvent> events) {
    run.log()
        .with(
            waiting -> {
              run.journal().begin(place(turn), joined(waiting, events));
              return null;
            });
  }

  /** Says that the step begins. */
  void begin(boolean again) {
    String what = again ? "Going on with step " : "Beginning step ";
    begin(Place.WHOLE, List.of(event(what + step.name(), "processing")));
  }

  /** Says that a step is not run because one before it failed. */
  StepRecord passed() throws IOException {
    begin(Place.WHOLE, List.of());
    return skipped("Skipping step " + step.id() + " because a previous step failed");
  }

  StepRecord completed(StepRecord.Output output) throws IOException {
    return end(
        StepRecord.ended(place(Place.WHOLE), StepState.COMPLETED, output),
        List.of(event("Finished step " + step.name(), "completed")));
  }

  StepRecord skipped(String message) throws IOException {
    return end(
        StepRecord.ended(place(Place.WHOLE), StepState.SKIPPED, StepRecord.Output.NONE),
        List.of(event(message, "skipped")));
  }

  StepRecord failed(Map<String, Object> error) throws IOException {
    return failed(error, List.of());
  }

  StepRecord cancelled() throws IOException {
    Map<String, Object> error = StepFailure.cancelled(step, run.state().taskId());
    return failed(
        error,
        List.of(
            TaskEvent.now(
                "cancelled",
                "Step " + step.id() + " has been cancelled.",
                run.nesting().status(step, "cancelled"))));
  }

  private StepRecord failed(Map<String, Object> error, List<TaskEvent> before) throws IOException {
    List<TaskEvent> events =
        joined(before, List.of(event(error.get("name") + ": " + error.get("message"), "failed")));
    return end(StepRecord.failed(place(Place.WHOLE), error), events);
  }

  /**
   * Says how the step or a turn ended. Files are kept only while all went well: a retry begins with
   * what was before the failure.
   */
  StepRecord end(StepRecord record, List<TaskEvent> events) throws IOException {
    boolean keep =
        record.state() == StepState.COMPLETED && run.state().error().isEmpty() && !run.dryRun();
    List<byte[]> files = keep && run.workspace().takeChanged() ? Parts.of(run.workspace()) : null;
    run.log()
        .with(
            waiting -> {
              run.journal().end(record, step.action(), joined(waiting, events), files);
              return null;
            });
    return record;
  }

  /**
   * Puts the task aside.
   *
   * @return whether it was; not when somebody wants it to end
   */
  boolean suspend(Wait.Request wait) {
    String until = Instant.ofEpochMilli(wait.until()).toString();
    String who =
        wait.approvers().isEmpty()
            ? "Waiting until " + until
            : "Waiting until "
                + until
                + " for approval by "
                + String.join(", ", wait.approvers())
                + ": "
                + wait.shown().get("message");
    Map<String, Object> more = run.nesting().status(step, "processing");
    more.put("waiting", wait.shown());
    TaskEvent event = TaskEvent.log(run.log().clean(who), more);
    return run.log().with(lines -> run.journal().suspend(wait, joined(lines, List.of(event))));
  }

  private static List<TaskEvent> joined(List<TaskEvent> first, List<TaskEvent> second) {
    List<TaskEvent> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private TaskEvent event(String message, String state) {
    String shown = run.nesting().path() + (run.nesting().path().isEmpty() ? "" : ": ") + message;
    return TaskEvent.log(run.log().clean(shown), run.nesting().status(step, state));
  }
}
