package dev.callboard.audit.detection;

import java.util.Optional;
import java.util.Set;

/** What rules ask the catalog. Does not block. */
interface Ownership {
  /** Returns the owner of an entity, or empty when it has none or is gone. */
  Optional<String> owner(String entityRef);

  /** Returns a user and the groups that it is a member of, directly or of one below. */
  Set<String> groups(String userRef);

  /** Returns how many entities an owner has. */
  int owned(String ownerRef);
}
