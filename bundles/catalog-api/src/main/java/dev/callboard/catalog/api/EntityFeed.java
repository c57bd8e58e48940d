package dev.callboard.catalog.api;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets another part of the server follow the catalog: everything there is, then each change. What
 * follows sees every entity, whoever may read it, so whatever it shows to callers it has to check
 * against {@link EntityVisibility}.
 *
 * <p>A position is a text that only the feed understands. It is good across restarts, and on every
 * node that shares the database. Thread-safe; reading blocks, and throws a {@code PortalException}
 * with code {@code SERVICE_UNAVAILABLE} while the database does not answer.
 */
@ProviderType
public interface EntityFeed {
  /**
   * Reads every entity that is served, on the thread of the caller.
   *
   * @param each is given the entities, in the order of their references
   * @return the position to follow from. What changed while reading is told again from there
   */
  String readAll(Consumer<Entity> each);

  /**
   * Returns what changed after a position, in the order of the commits.
   *
   * @param limit how many changes to return at the most
   * @return empty when what happened since then is no longer known, because the log has been
   *     shortened or the catalog put back to an earlier state: then {@link #readAll} again
   */
  Optional<EntityChanges> after(String position, int limit);

  /**
   * Has somebody woken soon after changes, of this node or of another one. A wake may come for
   * nothing, and several changes may share one.
   *
   * @param wake is called on the thread that committed: it must only take a note and return
   * @return ends it
   */
  AutoCloseable onChange(Runnable wake);
}
