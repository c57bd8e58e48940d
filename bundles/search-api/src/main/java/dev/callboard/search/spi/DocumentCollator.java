package dev.callboard.search.spi;

import dev.callboard.platform.permission.Permission;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings the documents of one type. Register it as a service: its documents can be found from then
 * on until the service goes, and the index of a type survives restarts.
 *
 * <p>The simplest one has a {@link #type} and {@link #readAll}, and is asked again every {@link
 * #interval}. One that knows what changes returns a position from {@link #readAll}, tells the
 * changes after a position in {@link #readChanges}, and wakes the index when there are some.
 *
 * <p>Methods that read run on a thread of the search's task executor, one at a time, and may block;
 * the thread is interrupted when the collator or the search goes. What they throw is logged; the
 * documents stay as they were, and the index tries again later.
 */
@ConsumerType
public interface DocumentCollator {
  /**
   * Returns the type of the documents, such as {@code techdocs}: letters, digits, dots, dashes and
   * underscores, 64 at the most. When two collators have the same type, the one with the higher
   * service ranking is used.
   */
  String type();

  /**
   * Returns the permission without which documents of this type are not shown; empty to show them
   * to whoever may search. Conditions on entities are judged by the catalog.
   */
  default Optional<Permission> visibilityPermission() {
    return Optional.empty();
  }

  /** Returns the version of what documents are made of: another one has all of them read anew. */
  default String version() {
    return "1";
  }

  /**
   * Gives all documents. What is in the index already and is not given is gone afterwards.
   *
   * @return the position to follow from, as it was when reading began; empty for a collator that is
   *     always read as a whole
   * @throws Exception when the documents cannot be read
   */
  Optional<String> readAll(DocumentSink sink) throws Exception;

  /**
   * Gives what changed after a position. Is called again at once as long as the position moves.
   *
   * @param position what this method or {@link #readAll} returned last, maybe before a restart
   * @return the position reached, the same one when there was nothing; empty when the position is
   *     no longer known, then everything is read
   * @throws Exception when the changes cannot be read
   */
  default Optional<String> readChanges(String position, DocumentSink sink) throws Exception {
    return Optional.empty();
  }

  /**
   * Returns how often to look for changes although nobody was woken; zero for never. For a collator
   * without positions this is how often everything is read.
   */
  default Duration interval() {
    return Duration.ofMinutes(10);
  }

  /**
   * Has the index woken when there are changes.
   *
   * @param wake returns at once and may be called on any thread, more often than needed
   * @return ends it
   */
  default AutoCloseable onChange(Runnable wake) {
    return () -> {};
  }
}
