package dev.callboard.docs.api;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that keeps published sites. The configuration {@code techdocs.publisher.type} chooses
 * one by its service property {@link #TYPE}. A site is named by {@code namespace/kind/name}, in
 * lower case unless {@code techdocs.legacyUseCaseSensitiveTripletPaths} is set; names and paths
 * were checked and lead nowhere else. Thread-safe; all methods block.
 */
@ConsumerType
public interface DocsStorage {
  /** The service property that names the type, such as {@code local}. */
  String TYPE = "callboard.docs.storage";

  /**
   * Returns a file, or empty when there is none.
   *
   * @param site its name
   * @param path below the site
   */
  Optional<DocsFile> read(String site, String path) throws IOException;

  /** Begins a new version of a site. */
  DocsPublication publish(String site) throws IOException;

  /** Removes a site. */
  void remove(String site) throws IOException;
}
