package dev.callboard.scaffolder.rest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskEvent;
import dev.callboard.scaffolder.task.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the events of one task to one reader, at the reader's pace, until the task has ended. */
final class TaskReader {
  private static final Logger LOG = LoggerFactory.getLogger(TaskReader.class);
  private static final int BATCH = 100;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int AGAIN = 2;

  private final String taskId;
  private final TaskStore store;
  private final TaskExecutor tasks;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private volatile EventReader reader;
  private long position;

  TaskReader(String taskId, long position, TaskStore store, TaskExecutor tasks) {
    this.taskId = taskId;
    this.position = position;
    this.store = store;
    this.tasks = tasks;
  }

  String taskId() {
    return taskId;
  }

  void start(EventReader connected) {
    reader = connected;
    wake();
  }

  /** Goes on sending soon; does not block. */
  void wake() {
    if (state.getAndUpdate(now -> now == IDLE ? RUNNING : AGAIN) == IDLE) {
      submit();
    }
  }

  private void submit() {
    tasks.submit(
        "send the log of a task",
        () -> {
          run();
          return null;
        });
  }

  private void run() {
    state.set(RUNNING);
    try {
      send();
    } catch (PortalException e) {
      LOG.debug("A reader of a task waits: {}", e.getMessage());
      tasks.schedule(
          "send the log of a task",
          RETRY,
          () -> {
            wake();
            return null;
          });
    } catch (RuntimeException e) {
      LOG.error("Sending the log of a task failed", e);
      close();
    } finally {
      if (!state.compareAndSet(RUNNING, IDLE)) {
        submit();
      }
    }
  }

  private void send() {
    EventReader to = reader;
    while (to != null && to.isReady() && to.isOpen()) {
      List<TaskEvent> events = store.events(taskId, position, BATCH);
      for (TaskEvent event : events) {
        if (!to.isReady()) {
          return;
        }
        to.send(
            Long.toString(event.id()), event.type(), JsonText.write(EventJson.of(taskId, event)));
        position = Math.max(position, event.id());
        if (event.type().equals(TaskEvent.COMPLETION) && isLast(event)) {
          close();
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

  boolean isOpen() {
    EventReader connected = reader;
    return connected == null || connected.isOpen();
  }

  void close() {
    EventReader connected = reader;
    if (connected != null) {
      connected.close();
    }
  }
}
