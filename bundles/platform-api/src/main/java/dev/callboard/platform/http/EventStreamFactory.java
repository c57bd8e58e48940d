package dev.callboard.platform.http;

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
}
