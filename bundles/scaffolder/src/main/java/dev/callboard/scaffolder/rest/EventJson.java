package dev.callboard.scaffolder.rest;

import dev.callboard.scaffolder.task.TaskEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows events. */
final class EventJson {
  private EventJson() {}

  static Map<String, Object> of(String taskId, TaskEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", event.id());
    json.put("isTaskRecoverable", false);
    json.put("taskId", taskId);
    json.put("body", event.body());
    json.put("type", event.type());
    json.put("createdAt", Times.text(event.at()));
    return json;
  }
}
