package dev.callboard.catalog.api;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes notes about entities. They are kept in the database, whether the entity is there or not,
 * and stay when the plugin goes: one that is removed for good takes its notes back before.
 * Thread-safe.
 *
 * @since 1.4
 */
@ProviderType
public interface EntityNotes {
  /**
   * Puts notes in place of those of the same type. Nothing is read or processed again for it, and
   * entities whose note is as it was do not change. Blocks as the database does.
   *
   * @param type of the status item, which names the plugin too, such as {@code
   *     callboard.dev/security}; not null
   * @param notes by entity; empty takes a note back
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when the type is
   *     not of that form, or {@code SERVICE_UNAVAILABLE} when the database does not answer
   */
  void put(String type, Map<EntityRef, Optional<EntityNote>> notes);
}
