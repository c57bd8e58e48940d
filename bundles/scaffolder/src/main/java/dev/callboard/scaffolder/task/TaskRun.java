package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a task from where it is to its end, on the calling thread. */
final class TaskRun {
  private final RunServices services;
  private final Run run;
  private final List<Step> steps;

  TaskRun(RunServices services, Run run) {
    this.services = services;
    this.run = run;
    this.steps = Step.of(run.state().spec());
  }

  /**
   * Runs the steps that have not ended.
   *
   * @param resumed whether somebody had begun already
   * @throws InterruptedException when the run has to go on elsewhere or later
   * @throws LostClaimException when it goes on elsewhere
   */
  void run(boolean resumed) throws InterruptedException, IOException {
    run.redactor().addAll(run.state().secrets().values());
    run.redactor().addAll(run.state().environmentSecrets().values());
    if (!run.journal().files(run.workspace()::restore)) {
      run.workspace().clear();
    }
    Map<Integer, Map<Integer, StepRecord>> done = new HashMap<>();
    for (StepRecord record : run.journal().steps()) {
      if (record.state() != StepState.PROCESSING) {
        done.computeIfAbsent(record.step(), step -> new HashMap<>()).put(record.turn(), record);
      }
    }
    run.journal().events(List.of(greeting(resumed)));
    for (Step step : steps) {
      Map<Integer, StepRecord> turns = done.getOrDefault(step.index(), Map.of());
      StepRecord record = turns.get(StepRecord.WHOLE);
      if (record == null) {
        checkTime();
        record = new StepRun(services, run, step, turns).run();
      }
      run.state().ended(step, record);
    }
    finish();
  }

  private TaskEvent greeting(boolean resumed) {
    return resumed
        ? TaskEvent.now(
            "recovered", "The task goes on after the last step that had ended", Map.of())
        : TaskEvent.log("Starting up task with " + count() + " steps", Map.of());
  }

  /** A dry run puts the files of the template there first, which counts as a step. */
  private int count() {
    return steps.size() + (run.dryRun() ? 1 : 0);
  }

  /** A run that has to go on elsewhere must not begin another step. */
  private void checkTime() throws InterruptedException {
    if (run.control().stopsHere()) {
      throw new InterruptedException("The run goes on elsewhere or later");
    }
  }

  private void finish() {
    Map<String, Object> output = Map.of();
    Map<String, Object> error = run.state().error().orElse(null);
    if (error == null) {
      try {
        output = output();
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

  /** Returns the output of the template; links and texts whose condition is false are left out. */
  private Map<String, Object> output() {
    Map<String, Object> source = new LinkedHashMap<>();
    if (run.state().spec().get("output") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> source.put(String.valueOf(name), value));
    }
    StepInputs inputs = new StepInputs(services.engine(), run, 0);
    for (String name : List.of("links", "text")) {
      if (source.get(name) instanceof List<?> list) {
        source.put(
            name, list.stream().filter(item -> wanted(item, inputs)).map(TaskRun::plain).toList());
      }
    }
    Map<String, Object> output = new LinkedHashMap<>();
    ((Map<?, ?>) inputs.output(source))
        .forEach((name, value) -> output.put(String.valueOf(name), value));
    if (run.redactor().holds(output)) {
      throw PortalException.input(
          "secret not allowed here: the output of the template would show it");
    }
    return output;
  }

  private static boolean wanted(Object item, StepInputs inputs) {
    return !(item instanceof Map<?, ?> map)
        || !map.containsKey("if")
        || StepInputs.truthy(inputs.output(map.get("if")));
  }

  private static Object plain(Object item) {
    if (!(item instanceof Map<?, ?> map) || !map.containsKey("if")) {
      return item;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.remove("if");
    return copy;
  }
}
