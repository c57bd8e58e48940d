package dev.callboard.notifications.spi;

import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationSeverity;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that changes notifications before they are stored, or takes them elsewhere afterwards,
 * such as into a mailbox. Its channel appears in the settings of users, who can turn it off.
 */
@ConsumerType
public interface NotificationProcessor {
  /** Returns the name of the channel, as users see it, such as {@code Email}. Asked often. */
  String channel();

  /** Returns what matters least of all that the processor is given. */
  default NotificationSeverity minSeverity() {
    return NotificationSeverity.LOW;
  }

  /** Returns topics that the processor is not given. */
  default Set<String> excludedTopics() {
    return Set.of();
  }

  /**
   * Returns the notification as it is to be stored. On the thread of the sender: it must not take
   * long. What it throws is logged, and the notification stays as it was.
   */
  default Notification preProcess(Notification notification) {
    return notification;
  }

  /**
   * Takes a stored notification elsewhere. On a background thread, one call at a time, at most
   * {@code notifications.concurrencyLimit} in each {@code notifications.throttleInterval}; may
   * block. What it throws is logged, and it is not called again for this notification.
   *
   * @throws Exception to say that it failed
   */
  default void postProcess(Notification notification) throws Exception {}
}
