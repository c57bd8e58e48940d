package dev.callboard.integrations.spi;

import dev.callboard.integrations.api.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes the files of a tree into a temporary directory, within the limits {@code
 * backend.reading.tree.*}. A name that leads out of the directory, that another name equals but for
 * its case, or that means something to git ({@code .git}) is refused, and with it the whole tree.
 * For one thread. Close it when no tree was made of it; closing it later does nothing.
 */
@ProviderType
public interface TreeWriter extends AutoCloseable {
  /** Returns a new empty file outside the tree that is deleted with it, for a download. */
  Path scratch();

  /**
   * Writes a file.
   *
   * @param path its path in the tree, with slashes
   * @param content is read to its end and not closed
   * @throws dev.callboard.platform.error.PortalException with code INPUT when it is not allowed or
   *     over a limit
   * @throws IOException when it cannot be read or written
   */
  void file(String path, InputStream content) throws IOException;

  /**
   * Writes the files of a zip archive.
   *
   * @param archive the file
   * @param skip how many leading segments of each name are left out
   * @param folder only files below this folder are taken, named from there; empty for all
   */
  void zip(Path archive, int skip, String folder) throws IOException;

  /**
   * Writes the files of a tar archive that is compressed with gzip, as {@link #zip}. What is no
   * file in it, such as a link, is left out.
   *
   * @since 1.4
   */
  void tarGz(Path archive, int skip, String folder) throws IOException;

  /** Ends the writing and returns the tree, which owns the directory from now on. */
  SourceTree finish(String etag, String commit);

  @Override
  void close();
}
