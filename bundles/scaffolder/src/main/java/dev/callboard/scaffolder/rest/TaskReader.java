package dev.callboard.scaffolder.rest;

import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskEvent;
import dev.callboard.scaffolder.task.TaskStore;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the events of one task to one reader, at the reader's pace, until the task has ended. */
final class TaskReader {
  private static final Logger LOG = LoggerFactory.getLogger(TaskReader.class);
  private static final int BATCH = 100;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String taskId;
  private final TaskStore store;
  private final EventPump pump;
  private long position;

  TaskReader(String taskId, long position, TaskStore store, TaskExecutor tasks) {
    this.taskId = taskId;
    this.position = position;
    this.store = store;
    this.pump =
        new EventPump(
            "send the log of a task",
            RETRY,
            tasks,
            this::send,
            e -> LOG.error("Sending the log of a task failed", e));
  }

  EventPump pump() {
    return pump;
  }

  private void send(EventReader to) {
    while (to.isReady() && to.isOpen()) {
      List<TaskEvent> events = store.events(taskId, position, BATCH);
      for (TaskEvent event : events) {
        if (!to.isReady()) {
          return;
        }
        to.send(
            Long.toString(event.id()), event.type(), JsonText.write(EventJson.of(taskId, event)));
        position = Math.max(position, event.id());
        if (event.type().equals(TaskEvent.COMPLETION) && isLast(event)) {
          to.close();
          return;
        }
      }
      if (events.size() < BATCH) {
        return;
      }
    }
  }

  /** A task that was retried has the completion of its earlier run in the middle. */
  private boolean isLast(TaskEvent event) {
    Task task = store.find(taskId).orElse(null);
    return task == null || (task.lastEvent() == event.id() && task.status().ended());
  }
}
