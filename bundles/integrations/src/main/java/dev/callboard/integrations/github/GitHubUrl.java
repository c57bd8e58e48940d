package dev.callboard.integrations.github;

import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of a repository: {@code /owner/repo}, or {@code /owner/repo/blob/ref/path}, where blob may
 * be tree, raw, edit or blame. A reference with slashes is written with {@code %2F}.
 *
 * @param owner user or organisation
 * @param repo name without {@code .git}
 * @param ref branch, tag or commit; HEAD, the default branch, when the URL has none
 * @param path of the file or folder, empty for the root
 */
record GitHubUrl(String owner, String repo, String ref, List<String> path) {
  private static final Set<String> PAGES = Set.of("blob", "tree", "raw", "edit", "blame");

  static Optional<GitHubUrl> of(URI url) {
    List<String> all = UrlPath.segments(url);
    List<String> parts = all.get(all.size() - 1).isEmpty() ? all.subList(0, all.size() - 1) : all;
    if (parts.size() < 2 || parts.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    String repo = parts.get(1).replaceFirst("\\.git$", "");
    if (parts.size() == 2) {
      return Optional.of(new GitHubUrl(parts.get(0), repo, "HEAD", List.of()));
    }
    if (parts.size() < 4 || !PAGES.contains(parts.get(2))) {
      return Optional.empty();
    }
    return Optional.of(
        new GitHubUrl(parts.get(0), repo, parts.get(3), parts.subList(4, parts.size())));
  }

  /** Returns whether the reference is a commit, whose content never changes. */
  boolean isPinned() {
    return ref.matches("[0-9a-f]{40}");
  }

  String slug() {
    return owner + "/" + repo;
  }
}
