package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.SignalListener;
import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventPumps;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.supply.chain.finding.FindingChange;
import dev.callboard.supply.chain.store.Store;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The readers that follow findings by server-sent events, woken by all nodes. Thread-safe. */
@Component(service = {FindingStreams.class, SignalListener.class})
public final class FindingStreams implements SignalListener {
  private final Store store;
  private final Access access;
  private final EventStreamFactory streams;
  private final TaskExecutor tasks;
  private final EventPumps readers = new EventPumps();
  private final AutoCloseable registration;

  /** Called by Declarative Services. */
  @Activate
  public FindingStreams(
      @Reference Store store,
      @Reference Access access,
      @Reference EventStreamFactory streams,
      @Reference TaskExecutor tasks) {
    this.store = requireNonNull(store, "store is null");
    this.access = requireNonNull(access, "access is null");
    this.streams = requireNonNull(streams, "streams is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    registration = store.onWrite(readers::wake);
  }

  /**
   * Connects a reader.
   *
   * @param entityRef about which entity only, or empty
   * @param after the number before the first change that it wants, or null for those from now on
   */
  void connect(SseEventSink sink, Sse sse, PortalPrincipal caller, String entityRef, Long after) {
    long position = after == null ? store.read(FindingChange::last) : after;
    EventPump reader = new FindingReader(store, access, caller, entityRef, position, tasks).pump();
    readers.connect(reader, "", ready -> streams.open(sink, sse, caller.getName(), ready));
  }

  @Override
  public void signalled(String database, String topic) {
    if (topic.equals(Store.CHANGED)) {
      readers.wake();
    }
  }

  @Override
  public void missed() {
    readers.wake();
  }

  @Deactivate
  void stop() throws Exception {
    registration.close();
    readers.close();
  }
}
