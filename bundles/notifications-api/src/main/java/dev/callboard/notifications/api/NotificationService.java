package dev.callboard.notifications.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Sends notifications. Thread-safe; blocks until they are stored. */
@ProviderType
public interface NotificationService {
  /**
   * Sends a notification to each recipient who wants it. Who has turned the origin or the topic off
   * gets none.
   *
   * @param origin who sends it, such as {@code plugin:ci}; not null
   * @param recipients whom it is for, not null
   * @param payload what it says, not null
   * @return what was stored: one for each user, or a single one for everyone
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when the payload
   *     or a reference is not valid, {@code SERVICE_UNAVAILABLE} when it cannot be stored now
   */
  List<Notification> send(
      String origin, NotificationRecipients recipients, NotificationPayload payload);
}
