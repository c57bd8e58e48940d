package dev.callboard.events.bus;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ChunkedOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads that wait for events, without a thread. One that has to wait is told so at once and its
 * answer ends without events, when it is time to ask again: what it were given might be lost with a
 * connection that is long gone. Thread-safe.
 */
@Component(service = BusReads.class)
public final class BusReads {
  /** Tells the client how long the answer may take at the longest, in milliseconds. */
  static final String HEADER = "backstage-events-notify-timeout";

  private static final Logger LOG = LoggerFactory.getLogger(BusReads.class);
  private static final String NAME = "answer reads of the event bus";

  private final EventBus bus;
  private final TaskExecutor tasks;
  private final AutoCloseable registration;
  private final Set<Read> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** The body of an answer stays open while it waits; nothing is ever written to it. */
  private record Read(String subscription, ChunkedOutput<byte[]> body) {}

  /** Called by Declarative Services. */
  @Activate
  public BusReads(@Reference EventBus bus, @Reference TaskExecutor tasks) {
    this.bus = requireNonNull(bus, "bus is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    registration = bus.onEvents(this::wake);
  }

  /** Answers with events at once, or without: that answer ends with the first one, or in time. */
  void answer(String subscription, AsyncResponse response) {
    BusSettings settings = bus.settings();
    List<BusEvent> events = bus.read(subscription);
    if (!events.isEmpty()) {
      response.resume(json(events));
      return;
    }
    if (waiting.size() >= settings.maxWaiting()) {
      throw PortalException.unavailable(
          "More than " + settings.maxWaiting() + " reads wait already (events.bus.maxWaiting)");
    }
    Read read = new Read(subscription, new ChunkedOutput<>(byte[].class));
    waiting.add(read);
    begin(read, settings.timeout().toMillis(), response);
    // What came between the look and the note woke nobody.
    if (bus.hasEvents(subscription)) {
      finish(read);
      return;
    }
    tasks.schedule(
        NAME,
        settings.timeout(),
        () -> {
          finish(read);
          return null;
        });
  }

  private static Response json(List<BusEvent> events) {
    String body =
        events.stream()
            .map(
                event ->
                    "{\"topic\":"
                        + BusTable.quoted(event.topic())
                        + ",\"payload\":"
                        + event.payload()
                        + "}")
            .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    return Response.ok(body.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON).build();
  }

  private static void begin(Read read, long timeout, AsyncResponse response) {
    try {
      // Without a first piece the headers would wait for the end.
      read.body().write(new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response.resume(
        Response.status(202)
            .header(HEADER, timeout)
            .type(MediaType.APPLICATION_OCTET_STREAM)
            .entity(read.body())
            .build());
  }

  private void finish(Read read) {
    if (waiting.remove(read)) {
      try {
        read.body().close();
      } catch (IOException e) {
        LOG.debug("The reader of {} was gone", read.subscription(), e);
      }
    }
  }

  /** One look for all: whoever publishes much has it repeated only once it is over. */
  private void wake() {
    if (!waiting.isEmpty() && looking.compareAndSet(false, true)) {
      tasks.submit(
          NAME,
          () -> {
            looking.set(false);
            look();
            return null;
          });
    }
  }

  private void look() {
    Set<String> wanted =
        waiting.stream().map(Read::subscription).collect(Collectors.toUnmodifiableSet());
    for (String subscription : wanted) {
      boolean some;
      try {
        some = bus.hasEvents(subscription);
      } catch (PortalException e) {
        // The client asks again and is told.
        some = true;
      }
      if (some) {
        waiting.stream()
            .filter(read -> read.subscription().equals(subscription))
            .forEach(this::finish);
      }
    }
  }

  @Deactivate
  void stop() throws Exception {
    registration.close();
    waiting.forEach(this::finish);
  }
}
