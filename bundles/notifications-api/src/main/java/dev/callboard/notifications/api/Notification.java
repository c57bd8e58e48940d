package dev.callboard.notifications.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A notification as one user has it.
 *
 * @param id its id
 * @param user the reference of the user, or empty for one to everyone
 * @param origin who sent it, such as {@code plugin:ci}
 * @param created when it was sent first
 * @param updated when it was replaced by another one of its scope, or empty
 * @param read when the user read it, or empty
 * @param saved when the user saved it, or empty
 * @param payload what it says
 */
public record Notification(
    String id,
    Optional<String> user,
    String origin,
    Instant created,
    Optional<Instant> updated,
    Optional<Instant> read,
    Optional<Instant> saved,
    NotificationPayload payload) {
  /** Refuses null. */
  public Notification {
    requireNonNull(id, "id is null");
    requireNonNull(user, "user is null");
    requireNonNull(origin, "origin is null");
    requireNonNull(created, "created is null");
    requireNonNull(updated, "updated is null");
    requireNonNull(read, "read is null");
    requireNonNull(saved, "saved is null");
    requireNonNull(payload, "payload is null");
  }

  /** Returns this notification with another payload. */
  public Notification with(NotificationPayload other) {
    return new Notification(id, user, origin, created, updated, read, saved, other);
  }
}
