package dev.callboard.notifications.spi;

import static java.util.Objects.requireNonNull;

import dev.callboard.notifications.api.Notification;
import java.util.List;
import java.util.Optional;

/**
 * What a channel is to deliver.
 *
 * @param id the same at each attempt, so that the receiver can tell a repetition
 * @param recipient the reference of a user or group, or empty for everyone or a shared channel
 * @param recipients the references of the users who have it, for a shared channel; else empty
 * @param notifications what is told, oldest first: one, or several in a digest
 * @param digest whether it is a digest
 */
public record NotificationDelivery(
    String id,
    Optional<String> recipient,
    List<String> recipients,
    List<Notification> notifications,
    boolean digest) {
  /** Refuses null, and nothing to tell. */
  public NotificationDelivery {
    requireNonNull(id, "id is null");
    requireNonNull(recipient, "recipient is null");
    recipients = List.copyOf(recipients);
    notifications = List.copyOf(notifications);
    if (notifications.isEmpty()) {
      throw new IllegalArgumentException("a delivery tells of something");
    }
  }
}
