package dev.callboard.catalog.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What a host says was pushed.
 *
 * @param url of the repository
 * @param branch that was pushed to, or empty for all
 * @param isDefault whether it is the one that counts where none is named
 * @param paths the files that changed or are gone
 * @param complete whether these are all
 */
public record Push(
    String url, String branch, boolean isDefault, Set<String> paths, boolean complete) {
  /** Checks and copies the arguments. */
  public Push {
    requireNonNull(url, "url is null");
    requireNonNull(branch, "branch is null");
    paths = Set.copyOf(paths);
  }

  /** Returns a push of which nothing is known but the repository. */
  public static Push unknown(String url) {
    return new Push(url, "", true, Set.of(), false);
  }
}
