package dev.callboard.catalog.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.EventPump;
import dev.callboard.platform.http.EventPumps;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The readers that follow the change log by server-sent events. Thread-safe. */
@Component(service = FeedStreams.class)
public final class FeedStreams {
  private final ChangeFeed feed;
  private final EventStreamFactory streams;
  private final TaskExecutor tasks;
  private final EventPumps readers = new EventPumps();
  private final AutoCloseable registration;

  /** Called by the framework. */
  @Activate
  public FeedStreams(
      @Reference ChangeFeed feed,
      @Reference EventStreamFactory streams,
      @Reference TaskExecutor tasks) {
    this.feed = requireNonNull(feed, "feed is null");
    this.streams = requireNonNull(streams, "streams is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    registration = feed.onChange(readers::wake);
  }

  /**
   * Connects a reader.
   *
   * @param position the number before the first change that it wants, or null for those from now on
   * @param withEntity whether it wants the entities and not only the changes
   */
  public void connect(
      SseEventSink sink, Sse sse, PortalPrincipal caller, Long position, boolean withEntity) {
    long from = position == null ? feed.last() : position;
    EventPump reader = new FeedReader(feed, caller, from, withEntity, tasks).pump();
    readers.connect(reader, "", ready -> streams.open(sink, sse, caller.getName(), ready));
  }

  @Deactivate
  void stop() throws Exception {
    registration.close();
    readers.close();
  }
}
