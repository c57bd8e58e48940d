package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.secret.Taint;
import dev.callboard.scaffolder.template.TemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders what a step is made of. What a template makes of secrets is found by rendering a second
 * time with others, and is a secret from then on.
 */
final class StepInputs {
  private static final Set<String> AFTER_FAILURE = Set.of("always", "failure");

  private final TemplateEngine engine;
  private final Run run;
  private final int maxTurns;

  StepInputs(TemplateEngine engine, Run run, int maxTurns) {
    this.engine = engine;
    this.run = run;
    this.maxTurns = maxTurns;
  }

  /** Returns whether the condition of a step holds; none holds. */
  boolean holds(Step step, Map<String, Object> each) {
    return step.condition() == null
        || truthy(render(step, step.condition(), with(run.state().conditionContext(), each)));
  }

  /** Returns whether a step wants to run although one before it has failed. */
  boolean runsAfterFailure(Step step) {
    return step.condition() instanceof String text && engine.calls(text, AFTER_FAILURE);
  }

  static boolean truthy(Object value) {
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0 && !Double.isNaN(number.doubleValue());
    }
    return value != null && !value.equals(false) && !value.equals("");
  }

  /** Returns what the action is called with, one turn after the other. */
  List<Turn> turns(Step step) {
    if (step.each() == null) {
      return List.of(turn(step, Place.WHOLE, null, null));
    }
    Map<String, Object> items = items(render(step, step.each(), run.state().secretContext()));
    Map<String, Object> others =
        usesSecrets(step.each())
            ? items(render(step, step.each(), run.state().otherContext()))
            : items;
    Taint.find(items, others, this::hide);
    List<Turn> turns = new ArrayList<>();
    for (Map.Entry<String, Object> item : items.entrySet()) {
      Map<String, Object> other = each(item.getKey(), others.get(item.getKey()));
      turns.add(turn(step, turns.size(), each(item.getKey(), item.getValue()), other));
    }
    return turns;
  }

  private static Map<String, Object> each(String key, Object value) {
    Map<String, Object> each = new LinkedHashMap<>();
    each.put("key", key);
    each.put("value", value);
    return each;
  }

  private Map<String, Object> items(Object rendered) {
    Map<String, Object> items = new LinkedHashMap<>();
    if (rendered instanceof List<?> list) {
      list.forEach(item -> items.put(String.valueOf(items.size()), item));
    } else if (rendered instanceof Map<?, ?> map) {
      map.forEach((key, value) -> items.put(String.valueOf(key), value));
    } else {
      throw PortalException.input("Invalid single each value. Expected an array or an object");
    }
    if (items.size() > maxTurns) {
      throw PortalException.input(
          "The step would be repeated "
              + items.size()
              + " times, more than scaffolder.maxTurns allows: "
              + maxTurns);
    }
    return items;
  }

  private Turn turn(Step step, int number, Map<String, Object> each, Map<String, Object> other) {
    Object source = step.input() == null ? Map.of() : step.input();
    Object input = render(step, source, with(run.state().secretContext(), each));
    Object shown = input;
    if (usesSecrets(source) || (each != null && !each.equals(other))) {
      shown = engine.renderValue(source, with(run.state().otherContext(), other), (t, e) -> {});
      Taint.find(input, shown, this::hide);
    }
    if (!(input instanceof Map<?, ?> map)) {
      throw PortalException.input("The input of step " + step.id() + " must be an object");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, value) -> values.put(String.valueOf(key), value));
    return new Turn(number, each, values, JsonText.digest(shown));
  }

  private static Map<String, Object> with(Map<String, Object> context, Map<String, Object> each) {
    if (each != null) {
      context.put("each", each);
    }
    return context;
  }

  /** A part that is too short to be found again cannot be hidden. */
  private void hide(String made) {
    if (Taint.isGone(made)) {
      throw PortalException.conflict(
          "The step needs "
              + String.join(", ", run.state().lost())
              + ", which was secret and is gone since the task ended: run the template anew");
    }
    if (made.strip().length() == 1) {
      throw PortalException.input(
          "secret not allowed here: the step takes a single character of a secret, which could"
              + " not be hidden");
    }
    run.redactor().add(made);
  }

  private boolean usesSecrets(Object source) {
    if (!run.state().hasSecrets()) {
      return false;
    }
    String text = String.valueOf(source);
    return text.contains("secrets") || text.contains("steps");
  }

  /** Renders the output of the template. */
  Object output(Object source) {
    return engine.renderValue(
        source, run.state().context(), (text, error) -> warn("output", text, error.getMessage()));
  }

  private Object render(Step step, Object source, Map<String, Object> context) {
    return engine.renderValue(
        source, context, (text, error) -> warn(step.id(), text, error.getMessage()));
  }

  private void warn(String stepId, String text, String problem) {
    new StepLogger(
            run.log(),
            run.nesting().shownStep() == null ? stepId : run.nesting().shownStep(),
            () -> {})
        .warn(
            "An expression is left as it is, because it cannot be rendered: "
                + problem
                + " in "
                + text);
  }
}
