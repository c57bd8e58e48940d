package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventPumps;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.task.TaskSignals;
import dev.callboard.scaffolder.task.TaskStore;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The readers that follow tasks by server-sent events. Thread-safe. */
@Component(service = TaskStreams.class)
public final class TaskStreams {
  private final TaskStore store;
  private final EventStreamFactory streams;
  private final TaskExecutor tasks;
  private final EventPumps readers = new EventPumps();
  private final AutoCloseable registration;

  /** Called by the framework. */
  @Activate
  public TaskStreams(
      @Reference TaskStore store,
      @Reference TaskSignals signals,
      @Reference EventStreamFactory streams,
      @Reference TaskExecutor tasks) {
    this.store = requireNonNull(store, "store is null");
    this.streams = requireNonNull(streams, "streams is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    registration = signals.onEvents(this::wake);
  }

  /** Connects a reader that wants the events after a position. */
  void connect(SseEventSink sink, Sse sse, PortalPrincipal caller, String taskId, long position) {
    EventPump pump = new TaskReader(taskId, position, store, tasks).pump();
    readers.connect(pump, taskId, ready -> streams.open(sink, sse, caller.getName(), ready));
  }

  private void wake(String taskId) {
    if (taskId.equals(TaskSignals.ANY)) {
      readers.wake();
    } else {
      readers.wake(taskId);
    }
  }

  @Deactivate
  void stop() throws Exception {
    registration.close();
    readers.close();
  }
}
