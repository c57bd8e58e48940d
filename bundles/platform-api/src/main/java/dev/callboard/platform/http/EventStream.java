package dev.callboard.platform.http;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A stream of server-sent events that many readers follow. Ids are ascending numbers that start
 * anew, with another prefix, when the server starts. Thread-safe. A reader that is too slow is cut
 * off rather than waited for.
 */
@ProviderType
public interface EventStream extends AutoCloseable {
  /**
   * Sends an event to every reader. Does not block.
   *
   * @param type the event's name, not null
   * @param json the data, as JSON text without line breaks, not null
   */
  void publish(String type, String json);

  /**
   * Connects a reader. When {@code lastEventId} is one of the events kept, those after it are sent
   * first, without gap or duplicate; when it is not, an event {@code reset} tells the reader to
   * load the current state. When the caller has too many open streams (see {@code
   * backend.limits.eventStreamsPerCaller}), throws a {@link
   * dev.callboard.platform.error.PortalException} with code {@code TOO_MANY_REQUESTS}.
   *
   * @param sink the reader
   * @param sse the factory that the resource got injected
   * @param lastEventId the header {@code Last-Event-ID} of the request, may be null
   * @param caller the name of the principal that reads, for the cap
   */
  void subscribe(SseEventSink sink, Sse sse, String lastEventId, String caller);

  /** Ends the stream and disconnects its readers. */
  @Override
  void close();
}
