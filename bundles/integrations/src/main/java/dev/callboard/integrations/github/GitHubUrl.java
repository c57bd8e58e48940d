package dev.callboard.integrations.github;

import dev.callboard.integrations.repository.RepositoryPage;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A page of a repository: {@code /owner/repo}, or {@code /owner/repo/blob/ref/path}, where blob may
 * be tree, raw, edit or blame. A reference with slashes is written with {@code %2F}.
 *
 * @param origin of the URL
 * @param owner user or organisation
 * @param repo name without {@code .git}
 * @param ref branch, tag or commit; HEAD, the default branch, when the URL has none
 * @param path of the file or folder, empty for the root
 */
record GitHubUrl(
    String origin, String owner, String repo, String ref, List<String> path, String root)
    implements RepositoryPage {
  private static final Set<String> PAGES = Set.of("blob", "tree", "raw", "edit", "blame");

  static Optional<GitHubUrl> of(URI url) {
    List<String> all = UrlPath.segments(url);
    List<String> parts = all.get(all.size() - 1).isEmpty() ? all.subList(0, all.size() - 1) : all;
    if (parts.size() < 2 || parts.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    String repo = parts.get(1).replaceFirst("\\.git$", "");
    boolean whole = parts.size() == 2;
    if (!whole && (parts.size() < 4 || !PAGES.contains(parts.get(2)))) {
      return Optional.empty();
    }
    List<String> path = whole ? List.of() : parts.subList(4, parts.size());
    return Optional.of(
        new GitHubUrl(
            HostSettings.origin(url),
            parts.get(0),
            repo,
            whole ? "HEAD" : parts.get(3),
            path,
            UrlPath.before(url, path.size())));
  }

  @Override
  public String repository() {
    return (owner + "/" + repo).toLowerCase(Locale.ROOT);
  }
}
