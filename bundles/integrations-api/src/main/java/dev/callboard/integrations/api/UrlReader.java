package dev.callboard.integrations.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads files by URL from the hosts that the configuration allows ({@code integrations} and {@code
 * backend.reading.allow}), with the credentials configured for the host and never with them to
 * another one. Thread-safe; the methods that read block, for {@code backend.reading.totalTimeout}
 * per file at the most, the others do not.
 *
 * <p>Failures are {@link dev.callboard.platform.error.PortalException}s: {@code NOT_ALLOWED} for a
 * host that is not allowed, with the same text whatever listens there, {@code NOT_FOUND} for a
 * missing file, {@code INPUT} for a URL that its host cannot have or content over a limit, {@code
 * SERVICE_UNAVAILABLE} for a host that does not answer as it should or wants fewer requests. A
 * message never holds a credential.
 */
@ProviderType
public interface UrlReader {
  /**
   * Reads a file.
   *
   * @param url an absolute URL
   * @param options what is known already, not null
   * @return the file, or an answer without content when it has not changed
   */
  UrlContent read(String url, ReadOptions options);

  /**
   * Reads all files of a repository, or of the folder that the URL names. A plain web server has no
   * trees. May take several times {@code backend.reading.totalTimeout}.
   *
   * @param url an absolute URL of a repository or of a folder in it
   * @param options what is known already, not null
   * @return the tree, to be closed, or an answer without one when nothing has changed
   */
  SourceTree readTree(String url, ReadOptions options);

  /**
   * Finds files.
   *
   * @param url an absolute URL whose path may hold {@code *} (within one segment) and {@code **}
   * @return the absolute URLs of the files that match, sorted; a URL without wildcards gives itself
   *     without a look
   */
  default List<String> search(String url) {
    return search(url, ReadOptions.none());
  }

  /**
   * Finds files, as {@link #search(String)}.
   *
   * @param options of these only {@link ReadOptions#asOf()} counts
   */
  List<String> search(String url, ReadOptions options);

  /**
   * Returns the tags of the repository that a URL is of. Blocks.
   *
   * @param url an absolute URL of something in a repository
   * @return the commits by the names; empty for a host that has none or does not tell
   */
  default Map<String, String> tags(String url) {
    return Map.of();
  }

  /**
   * Returns the URL of the same file or folder at another branch, tag or commit, or empty for a
   * host without them.
   */
  default Optional<String> at(String url, String ref) {
    return Optional.empty();
  }

  /**
   * Resolves a reference found in a file against the file's own URL, with the rules of its host.
   *
   * @param reference an absolute URL, a path from the root of the repository, or a relative path
   * @param base the URL of the file
   * @return an absolute URL
   */
  default String resolve(String reference, String base) {
    return resolve(reference, base, 0);
  }

  /** Resolves a reference to a line of a file; a line below 1 stands for none. */
  String resolve(String reference, String base, int line);

  /** Returns where people edit the file, or empty for a host without such pages. */
  Optional<String> editUrl(String url);

  /** Returns where people look at the file; for a host without such pages the URL itself. */
  String viewUrl(String url);

  /**
   * Returns whether the URL is one of a source host, and not of a plain web server or of nobody.
   */
  boolean isSourceHost(String url);

  /**
   * Returns whether two files are in the same repository, or, for plain web servers, on the same
   * host and port.
   */
  boolean sameRepository(String url, String otherUrl);

  /**
   * Returns where a URL leads, without a look at its host; empty when it is not the URL of a source
   * host, or there of nothing in a repository.
   *
   * @since 1.2
   */
  default Optional<SourcePlace> place(String url) {
    return Optional.empty();
  }

  /**
   * Goes through the history of the repository that a URL is of. May take several times {@code
   * backend.reading.totalTimeout}; ends soon after an interrupt.
   *
   * @param url an absolute URL of something in a repository; its branch counts
   * @param commits how many are taken at the most, from the newest
   * @param visitor takes them, not null
   * @return whether the host gives its history; if not, nothing was taken
   * @since 1.3
   */
  default boolean commits(String url, int commits, CommitVisitor visitor) {
    return false;
  }

  /** Returns how the server gets on with each host that it has talked to or knows. */
  List<HostStatus> hosts();
}
