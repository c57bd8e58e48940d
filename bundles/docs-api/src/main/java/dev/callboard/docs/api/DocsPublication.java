package dev.callboard.docs.api;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A new version of a site on its way to the storage. Until {@link #commit} has returned, readers
 * get the version before. Files may be added by several threads at a time, each one once; the
 * commit comes after all of them, and while it is under way nothing is added. Close it: without a
 * commit nothing has changed.
 */
@ConsumerType
public interface DocsPublication extends AutoCloseable {
  /**
   * Adds a file that is new or has changed. Blocks.
   *
   * @param path below the site, with slashes, checked by the caller
   * @param bytes its content
   */
  void put(String path, byte[] bytes) throws IOException;

  /** Keeps a file of the version before as it is. Does not block. */
  void keep(String path);

  /** Makes this the version that readers get, and removes files that are no more. Blocks. */
  void commit() throws IOException;

  @Override
  void close();
}
