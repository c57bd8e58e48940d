package dev.callboard.platform.events;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that wants to know of events. Called by one thread at a time, in the order of
 * publishing; an exception is logged and the next event comes. A subscriber that falls behind by
 * more than 10,000 events loses the oldest, which is logged once.
 */
@ConsumerType
public interface EventSubscriber {
  /**
   * Returns the topics wanted; a topic that ends in {@code .*} stands for all below. Asked once.
   */
  Set<String> topics();

  /** Takes an event. May block, within reason. */
  void onEvent(Event event);
}
