package dev.callboard.scaffolder.action;

import java.util.List;
import java.util.Map;

/** What the engine offers, besides, to the action that runs other templates. */
public interface NestedSteps {
  /**
   * A template that a step runs.
   *
   * @param ref its reference
   * @param spec as of a stored task
   * @param secrets those that it is given, by name
   * @param directory its part of the step's workspace; empty for all of it
   */
  record Nested(
      String ref, Map<String, Object> spec, Map<String, String> secrets, String directory) {}

  /** Returns the templates that lead to the step, the task's own first. */
  List<String> templates();

  /**
   * Runs the steps of a template as part of the step. Steps that had ended in an earlier attempt
   * are not run again.
   *
   * @return the output of the template
   * @throws Exception what went wrong in a step, or anything that takes the task off its thread
   */
  Map<String, Object> run(Nested nested) throws Exception;
}
