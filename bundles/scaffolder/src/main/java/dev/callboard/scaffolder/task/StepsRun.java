package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the steps of one template that have not ended, and gives its output. */
final class StepsRun {
  private final RunServices services;
  private final Run run;
  private final List<Step> steps;

  StepsRun(RunServices services, Run run) {
    this.services = services;
    this.run = run;
    this.steps = Step.of(run.state().spec());
  }

  int count() {
    return steps.size();
  }

  /**
   * Runs the steps that have not ended; whether one failed is in the state of the run.
   *
   * @throws LeaveException when the rest is for later
   */
  void run() throws InterruptedException, IOException {
    Map<Integer, Map<Integer, StepRecord>> before = new HashMap<>();
    for (StepRecord record : run.journal().steps(run.nesting().scope())) {
      hide(record);
      before
          .computeIfAbsent(record.place().step(), step -> new HashMap<>())
          .put(record.place().turn(), record);
    }
    for (Step step : steps) {
      Map<Integer, StepRecord> turns = before.getOrDefault(step.index(), Map.of());
      StepRecord record = turns.get(Place.WHOLE);
      if (record == null || record.state() == StepState.PROCESSING) {
        if (run.control().stopsHere()) {
          throw new LeaveException.Stopping();
        }
        record = new StepRun(services, run, step, turns).run();
      }
      run.state().ended(step, record);
    }
  }

  private void hide(StepRecord record) {
    record.output().secrets().values().forEach(this::hide);
  }

  private void hide(Object secret) {
    if (secret instanceof List<?> list) {
      list.forEach(this::hide);
    } else {
      run.redactor().add(String.valueOf(secret));
    }
  }

  /** Returns the output of the template; links and texts whose condition is false are left out. */
  Map<String, Object> output() {
    Map<String, Object> source = new LinkedHashMap<>();
    if (run.state().spec().get("output") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> source.put(String.valueOf(name), value));
    }
    StepInputs inputs = new StepInputs(services.engine(), run, 0);
    for (String name : List.of("links", "text")) {
      if (source.get(name) instanceof List<?> list) {
        source.put(
            name, list.stream().filter(item -> wanted(item, inputs)).map(StepsRun::plain).toList());
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
