package dev.callboard.notifications.api;

import java.util.Collection;
import java.util.Set;

/**
 * Whom a notification is for.
 *
 * @param everyone whether it is for all users
 * @param entityRefs when it is not: full references. A user gets it; of a group those who belong to
 *     it or to a group below; of anything else its owner
 * @param excludedRefs references of users who do not get it
 */
public record NotificationRecipients(
    boolean everyone, Set<String> entityRefs, Set<String> excludedRefs) {
  /** Copies the sets. */
  public NotificationRecipients {
    entityRefs = Set.copyOf(entityRefs);
    excludedRefs = Set.copyOf(excludedRefs);
  }

  /** All users. */
  public static NotificationRecipients broadcast() {
    return new NotificationRecipients(true, Set.of(), Set.of());
  }

  /** The users, members and owners of these entities. */
  public static NotificationRecipients entities(Collection<String> entityRefs) {
    return new NotificationRecipients(false, Set.copyOf(entityRefs), Set.of());
  }
}
