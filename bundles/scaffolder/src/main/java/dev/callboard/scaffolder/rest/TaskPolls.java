package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.task.TaskEvent;
import dev.callboard.scaffolder.task.TaskSignals;
import dev.callboard.scaffolder.task.TaskStore;
import jakarta.ws.rs.container.AsyncResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Requests that wait for events of a task, without a thread. Thread-safe. */
@Component(service = TaskPolls.class)
public final class TaskPolls {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LIMIT = 20_000;

  private final TaskStore store;
  private final TaskExecutor tasks;
  private final ConfigService config;
  private final Set<Poll> polls = ConcurrentHashMap.newKeySet();
  private final AutoCloseable registration;

  private record Poll(String taskId, long after, AsyncResponse response) {}

  /** Called by the framework. */
  @Activate
  public TaskPolls(
      @Reference TaskStore store,
      @Reference TaskSignals signals,
      @Reference TaskExecutor tasks,
      @Reference ConfigService config) {
    this.store = requireNonNull(store, "store is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.config = requireNonNull(config, "config is null");
    registration = signals.onEvents(this::wake);
  }

  /** Answers with the events after a position, or with none when too much time has passed. */
  void answer(String taskId, long after, AsyncResponse response) {
    Poll poll = new Poll(taskId, after, response);
    // Noted before the look, so that no event falls in between.
    polls.add(poll);
    look(poll);
    if (polls.contains(poll)) {
      Duration wait = config.current().duration("scaffolder.events.maxWait").orElse(LONGEST);
      tasks.schedule(
          "answer a poll for events",
          wait,
          () -> {
            finish(poll, List.of());
            return null;
          });
    }
  }

  private void look(Poll poll) {
    try {
      List<TaskEvent> events = store.events(poll.taskId, poll.after, LIMIT);
      if (!events.isEmpty()) {
        finish(poll, events);
      }
    } catch (RuntimeException e) {
      if (polls.remove(poll)) {
        poll.response.resume(e);
      }
    }
  }

  private void finish(Poll poll, List<TaskEvent> events) {
    if (polls.remove(poll)) {
      poll.response.resume(
          Requests.answer(
              200, events.stream().map(event -> EventJson.of(poll.taskId, event)).toList()));
    }
  }

  private void wake(String taskId) {
    for (Poll poll : polls) {
      if (taskId.equals(TaskSignals.ANY) || poll.taskId.equals(taskId)) {
        tasks.submit(
            "answer a poll for events",
            () -> {
              look(poll);
              return null;
            });
      }
    }
  }

  @Deactivate
  void stop() throws Exception {
    registration.close();
    polls.forEach(poll -> finish(poll, List.of()));
  }
}
