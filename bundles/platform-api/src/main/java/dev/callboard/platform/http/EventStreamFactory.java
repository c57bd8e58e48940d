package dev.callboard.platform.http;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes streams of server-sent events. Each bundle gets an instance of its own; its streams end
 * with it.
 */
@ProviderType
public interface EventStreamFactory {
  /**
   * Creates a stream.
   *
   * @param name a name for logs and metrics, unique within the bundle
   * @param replay how many of the last events are kept for readers that come back with {@code
   *     Last-Event-ID}
   */
  EventStream create(String name, int replay);

  /**
   * Connects a reader that gets events of its own, such as those it may see of a log. When the
   * caller has too many open streams (see {@code backend.limits.eventStreamsPerCaller}), throws a
   * {@link dev.callboard.platform.error.PortalException} with code {@code TOO_MANY_REQUESTS}.
   *
   * @param sink the reader
   * @param sse the factory that the resource got injected
   * @param caller the name of the principal that reads, for the cap
   * @param onReady is called whenever the reader, after it had to be waited for, is ready for more;
   *     on a thread of the server, so it must only take a note and return
   * @since 1.1
   */
  EventReader open(SseEventSink sink, Sse sse, String caller, Runnable onReady);
}
