package dev.callboard.scaffolder.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the steps of a run stand: in the task itself, or in a template that one of its steps runs.
 *
 * @param scope of their rows in the journal
 * @param path of the steps that lead to them, such as {@code service/}; empty for the task itself
 * @param shownStep the step of the task below which they are shown; null for the task itself
 * @param directory their part of the workspace; empty for all of it
 * @param templates the templates that led here, the task's own first
 */
record Nesting(
    String scope, String path, String shownStep, String directory, List<String> templates) {

  /** Returns the place of a task's own steps. */
  static Nesting none(Map<String, Object> spec) {
    Object ref = spec.get("templateInfo") instanceof Map<?, ?> info ? info.get("entityRef") : null;
    return new Nesting("", "", null, "", ref == null ? List.of() : List.of(String.valueOf(ref)));
  }

  /** Returns the place of the steps of a template that a step runs. */
  Nesting inside(Place place, Step step, String template, String subdirectory) {
    List<String> all = new ArrayList<>(templates);
    all.add(template);
    String below =
        directory.isEmpty() || subdirectory.isEmpty()
            ? directory + subdirectory
            : directory + "/" + subdirectory;
    return new Nesting(
        place.inside(),
        path + step.id() + "/",
        shownStep == null ? step.id() : shownStep,
        below,
        List.copyOf(all));
  }

  /** Returns the step under which clients show what a step says. */
  String shown(Step step) {
    return shownStep == null ? step.id() : shownStep;
  }

  /**
   * Returns what an event says about the state of a step. Clients know the steps of the task only,
   * and those are not over when one of the steps that they run is.
   */
  Map<String, Object> status(Step step, String state) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("stepId", shown(step));
    if (shownStep == null) {
      status.put("status", state);
    } else {
      status.put("subStep", Map.of("id", path + step.id(), "status", state));
    }
    return status;
  }
}
