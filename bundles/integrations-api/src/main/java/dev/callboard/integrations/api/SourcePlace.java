package dev.callboard.integrations.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

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

  /**
   * Returns the path when the URL is at a branch, or empty. Branches may have slashes, and a URL
   * does not always tell where they end: it is asked for the branch, not read for it. A host that
   * names the branch elsewhere may be taken for one that names another branch; that costs a look.
   *
   * @param branch that is known
   * @param isDefault whether it is the one that counts where none is named
   * @since 1.3
   */
  public Optional<String> pathAt(String branch, boolean isDefault) {
    if (ref.equals(branch) || isDefault && ref.equals("HEAD")) {
      return Optional.of(path);
    }
    String all = ref + "/" + path;
    if (all.equals(branch)) {
      return Optional.of("");
    }
    return branch.startsWith(ref + "/") && all.startsWith(branch + "/")
        ? Optional.of(all.substring(branch.length() + 1))
        : Optional.empty();
  }
}
