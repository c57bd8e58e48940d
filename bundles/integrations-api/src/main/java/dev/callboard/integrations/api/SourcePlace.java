package dev.callboard.integrations.api;

import static java.util.Objects.requireNonNull;

/**
 * Where a URL of a source host leads.
 *
 * @param repository the same text for all URLs of a repository, and another one for each other
 *     repository of any host
 * @param ref branch, tag or commit as the URL names it, {@code HEAD} when it names none, or empty
 *     when the host does not tell
 * @param path of the file or folder in the repository, decoded and without a slash at its
 *     beginning; empty for its root, or when the host does not tell
 * @since 1.2
 */
public record SourcePlace(String repository, String ref, String path) {
  /** Checks the arguments. */
  public SourcePlace {
    requireNonNull(repository, "repository is null");
    requireNonNull(ref, "ref is null");
    requireNonNull(path, "path is null");
  }
}
