package dev.callboard.catalog.ingest;

import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.Location;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the REST side asks of ingestion. Thread-safe; nothing but {@link #removed} and {@link
 * #dryRun} waits for a file to be read.
 */
public interface Ingestion {
  /** Returns what is stored. */
  CatalogStore store();

  /** Has a location read that was registered, now and from then on. */
  void added(Location location);

  /** Stops reading a location and removes what nothing else lists; blocks until that is stored. */
  void removed(Location location);

  /** Has roots read again soon; unknown keys are passed over. */
  void refresh(Collection<String> rootKeys);

  /**
   * Has read what a push may have changed, and nothing else. Nothing happens for a repository that
   * is on no host that is known here.
   */
  void pushed(Push push);

  /** Returns the key of the root of a registered location. */
  String rootKey(Location location);

  /** Returns how each root stands, in the order of their keys. */
  List<RootStatus> status();

  /**
   * Reads a location without storing anything; blocks.
   *
   * @return the entities that it would give, in the order they are found, as they are before they
   *     get relations
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} that says what is
   *     wrong with it
   */
  List<Map<String, Object>> dryRun(String type, String target);

  /**
   * Checks one document as if it came from a location; reads nothing.
   *
   * @return what is wrong with it, empty when nothing is
   */
  List<String> check(Map<String, Object> document, String location);
}
