package dev.callboard.integrations.repository;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.spi.TreeWriter;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The calls that reading from one host takes. Thread-safe; all but {@link #page} block. Failures
 * are those of {@link dev.callboard.integrations.api.UrlReader}.
 *
 * @param <P> what URLs of the host name
 */
@ConsumerType
public interface RepositoryApi<P extends RepositoryPage> {
  /**
   * Returns what a URL names, or empty when it is none of something in a repository.
   *
   * @throws dev.callboard.platform.error.PortalException with code INPUT when it has a path that
   *     two readers could see differently
   */
  Optional<P> page(URI url);

  /**
   * Reads a file.
   *
   * @param shown the URL that people know, for messages
   */
  UrlContent file(P page, ReadOptions options, String shown);

  /** Returns the commit that the reference of a page stands for. */
  String commit(P page, String shown);

  /**
   * Returns the last commit that changed a file, or empty, which is the default, when the host does
   * not tell. Asked only for {@link ReadOptions#withLastCommit}.
   */
  default Optional<String> lastCommit(P page, String shown) {
    return Optional.empty();
  }

  /**
   * Returns the paths of all files of a commit that are below a folder, from the root of the
   * repository. It may return more.
   *
   * @param folder without slashes at its ends, empty for all
   */
  List<String> files(P page, String commit, String folder, String shown);

  /**
   * Writes the files below the folder of a page, as they are at a commit.
   *
   * @throws IOException when what the host sent is damaged
   */
  void tree(P page, String commit, TreeWriter tree, String shown) throws IOException;

  /** Returns the commits of the tags of the repository by their names. */
  Map<String, String> tags(P page, String shown);

  /**
   * Returns the URL of the same file or folder at another reference.
   *
   * @param ref a branch, a tag or a commit
   */
  URI at(P page, String ref);
}
