package dev.callboard.scaffolder.task;

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

  static Map<String, Object> of(String name, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("name", name);
    error.put("message", message);
    return error;
  }
}
