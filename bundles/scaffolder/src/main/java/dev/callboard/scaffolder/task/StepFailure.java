package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what went wrong in a step, in a way that people and programs read. */
final class StepFailure {
  private StepFailure() {}

  /** Returns {@code name} and {@code message}. */
  static Map<String, Object> of(Throwable problem, RunLog log) {
    String name = problem instanceof PortalException known ? known.code().errorName() : "Error";
    String text = problem.getMessage();
    return of(name, log.clean(text == null ? problem.getClass().getSimpleName() : text));
  }

  /** Returns an exception that {@link #of} says the same of. */
  static RuntimeException exception(Map<String, Object> error) {
    String message = String.valueOf(error.get("message"));
    for (ErrorCode code : ErrorCode.values()) {
      if (code.errorName().equals(error.get("name"))) {
        return new PortalException(code, message);
      }
    }
    return new IllegalStateException(message);
  }

  /** Returns the failure of a step that somebody has ended. */
  static Map<String, Object> cancelled(Step step, String taskId) {
    return of(
        "Error",
        "Step " + step.id() + " (" + step.name() + ") of task " + taskId + " has been cancelled.");
  }

  static Map<String, Object> of(String name, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("name", name);
    error.put("message", message);
    return error;
  }
}
