package dev.callboard.platform.events;

import org.osgi.annotation.versioning.ProviderType;

/** Hands events to subscribers within this server. Thread-safe. */
@ProviderType
public interface EventService {
  /**
   * Hands an event to every {@link EventSubscriber} of its topic, on other threads, in the order of
   * publishing for each subscriber. Does not block. Events are hints, not truth: they are lost when
   * the server stops.
   */
  void publish(Event event);
}
