package dev.callboard.integrations.spi;

import dev.callboard.integrations.api.CommitVisitor;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.api.UrlContent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One source host. All its requests go through the {@link HostClient} it was given, which keeps the
 * server safe. Thread-safe; failures are those of {@link dev.callboard.integrations.api.UrlReader}.
 * URLs come without fragment and without user information.
 */
@ConsumerType
public interface SourceHost {
  /** Returns the name of the host, with the port when it is not the scheme's own. */
  String name();

  /** Returns whether the URL is one of this host. */
  boolean owns(URI url);

  /** Reads a file. Blocks. */
  UrlContent read(URI url, ReadOptions options);

  /** Reads a repository, or the folder that the URL names. Blocks. */
  SourceTree readTree(URI url, ReadOptions options);

  /**
   * Finds files. Blocks.
   *
   * @param url a URL whose path holds {@code *} or {@code **}; {@link Glob} reads them
   * @return the absolute URLs of the files that match, sorted
   */
  List<String> search(URI url);

  /**
   * Finds files as {@link #search(URI)}. A host that keeps in mind what it found heeds {@link
   * ReadOptions#asOf()}.
   */
  default List<String> search(URI url, ReadOptions options) {
    return search(url);
  }

  /**
   * Returns the tags of a repository. Blocks.
   *
   * @param url of something in the repository
   * @return the commits by the names; empty by default, and for a host without tags
   */
  default Map<String, String> tags(URI url) {
    return Map.of();
  }

  /**
   * Returns the URL of the same file or folder at another branch, tag or commit, or empty by
   * default, and for a host without them.
   */
  default Optional<URI> at(URI url, String ref) {
    return Optional.empty();
  }

  /**
   * Goes through the history of a repository, as {@link
   * dev.callboard.integrations.api.UrlReader#commits}. Blocks.
   *
   * @param url of something in the repository
   * @return whether the host gives its history; false by default
   * @since 1.4
   */
  default boolean commits(URI url, int commits, CommitVisitor visitor) {
    return false;
  }

  /**
   * Returns where git serves the repository of a URL, so that its history can be read although the
   * host does not give it by {@link #commits} itself; empty by default.
   *
   * @since 1.4
   */
  default Optional<GitRemote> git(URI url) {
    return Optional.empty();
  }

  /**
   * Returns which repository a URL belongs to, by the same text for all its URLs, or empty when it
   * is not the URL of something in a repository.
   */
  Optional<String> repository(URI url);

  /**
   * Returns where in which repository a URL leads, or empty when it is not the URL of something in
   * a repository. A host that tells no more than {@link #repository} has all that lies in a
   * repository read again when somebody pushed to it.
   *
   * @since 1.2
   */
  default Optional<SourcePlace> place(URI url) {
    return repository(url).map(repository -> new SourcePlace(repository, "", ""));
  }

  /**
   * Returns the path that stands for the root of the URL's repository, ending with a slash, such as
   * {@code /owner/repo/tree/main/}, or empty when it is not the URL of something in a repository.
   */
  Optional<String> root(URI url);

  /**
   * Resolves a reference found in a file in the host's own way, or returns empty, which is the
   * default, when the common rules count.
   *
   * @param reference no absolute URL, encoded
   * @param base the URL of the file
   * @param line a line below 1 stands for none
   * @since 1.4
   */
  default Optional<String> resolve(String reference, URI base, int line) {
    return Optional.empty();
  }

  /**
   * Returns whether a URL has wildcards, by default in its path.
   *
   * @since 1.4
   */
  default boolean isPattern(URI url) {
    return url.getRawPath() != null && Glob.hasWildcards(url.getRawPath());
  }

  /**
   * Changes a URL that a reference resolved to into the form that the host wants; by default it
   * stays as it is.
   */
  default String resolved(String url) {
    return url;
  }

  /** Returns the fragment that stands for a line, such as {@code L5}. */
  default String line(int number) {
    return "L" + number;
  }

  /** Returns where people edit the file, or empty. */
  Optional<String> editUrl(URI url);

  /** Returns where people look at the file. */
  default String viewUrl(URI url) {
    return url.toString();
  }
}
