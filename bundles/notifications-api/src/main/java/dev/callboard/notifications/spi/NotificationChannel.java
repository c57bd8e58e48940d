package dev.callboard.notifications.spi;

import dev.callboard.notifications.api.Notification;
import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that takes notifications out of the portal, such as into a mailbox or a chat. What is
 * to be delivered is stored with the notification, in one transaction, and given at least once:
 * again after a failure or a crash, with the same id. While the service is away its deliveries
 * wait.
 */
@ConsumerType
public interface NotificationChannel {
  /** Whom a channel reaches. */
  enum Audience {
    /** Each user for itself, who can turn the channel off, or have it bring digests. */
    PERSONAL,
    /** One place for all, such as a room: one delivery for each notification that is sent. */
    SHARED
  }

  /** Returns the name of the channel, the same each time; of a personal one as users see it. */
  String id();

  /** Returns whom it reaches. */
  Audience audience();

  /**
   * Returns whether a personal channel is given what is sent to a group as well, once for the
   * group, besides what its members get.
   */
  default boolean reachesGroups() {
    return false;
  }

  /** Returns whether it takes a notification at all. Asked often; must not block. */
  default boolean wants(Notification notification) {
    return true;
  }

  /** Returns how many deliveries are given side by side, at least 1. */
  default int concurrency() {
    return 1;
  }

  /** Returns the pause after so many deliveries. */
  default Duration pause() {
    return Duration.ZERO;
  }

  /**
   * Delivers. On a background thread, blocks; must end within some minutes, after which it counts
   * as failed.
   *
   * @return what became of it, not null
   * @throws DeliveryException to say that it failed, and when to try again
   * @throws Exception to say that it failed; it is tried again
   */
  DeliveryResult deliver(NotificationDelivery delivery) throws Exception;
}
