package dev.callboard.platform.signals;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a signal is for.
 *
 * @param everyone whether it is for all who are connected
 * @param entityRefs when it is not: full references of users and groups; it is for those who have
 *     one of them among their ownership references
 */
public record Recipients(boolean everyone, Set<String> entityRefs) {
  /** Copies the set, in lower case. */
  public Recipients {
    entityRefs =
        entityRefs.stream()
            .map(ref -> ref.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** All who are connected. */
  public static Recipients broadcast() {
    return new Recipients(true, Set.of());
  }

  /**
   * Those who are one of these users, or belong to one of these groups.
   *
   * @param entityRefs such as {@code user:default/alice}, not null
   */
  public static Recipients users(Collection<String> entityRefs) {
    return new Recipients(false, Set.copyOf(entityRefs));
  }

  /** Returns whether somebody with these ownership references is one of the recipients. */
  public boolean include(Collection<String> ownershipRefs) {
    return everyone
        || ownershipRefs.stream()
            .anyMatch(ref -> entityRefs.contains(ref.toLowerCase(Locale.ROOT)));
  }
}
