package dev.callboard.scaffolder.task;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A step of a stored task.
 *
 * @param index its position, from 0
 * @param id by which others refer to it
 * @param name what people call it
 * @param action the id of its action
 * @param input as it was written; null for none
 * @param condition its {@code if}, or null for none
 * @param each what it is repeated for, or null for nothing
 */
record Step(
    int index, String id, String name, String action, Object input, Object condition, Object each) {

  /** Reads the steps of the specification of a task. */
  static List<Step> of(Map<String, Object> spec) {
    List<Step> steps = new ArrayList<>();
    if (spec.get("steps") instanceof List<?> list) {
      for (Object item : list) {
        steps.add(of(steps.size(), item));
      }
    }
    return steps;
  }

  private static Step of(int index, Object item) {
    if (!(item instanceof Map<?, ?> map) || !(map.get("action") instanceof String action)) {
      throw PortalException.input("spec.steps[" + index + "] must be an object with an 'action'");
    }
    Object id = map.get("id");
    Object name = map.get("name");
    return new Step(
        index,
        id == null ? "step-" + (index + 1) : String.valueOf(id),
        name == null ? action : String.valueOf(name),
        action,
        map.get("input"),
        map.get("if"),
        map.get("each"));
  }
}
