package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.repository.RepositoryPage;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A page of a project: {@code /group/sub/project}, {@code /group/sub/project/-/blob/ref/path}, or
 * the older form without {@code /-}. A reference with slashes is written with {@code %2F}.
 *
 * @param project groups and name
 * @param ref branch, tag or commit; HEAD, the default branch, when the URL has none
 * @param path of the file or folder, empty for the root
 */
record GitLabUrl(List<String> project, String ref, List<String> path, String root)
    implements RepositoryPage {
  private static final Set<String> PAGES = Set.of("blob", "tree", "raw", "edit", "blame");

  /** Reads a URL; {@code base} is what stands before the groups in it. */
  static Optional<GitLabUrl> of(URI url, URI base) {
    List<String> rest = UrlPath.below(base, url).orElse(List.of());
    if (rest.size() < 2) {
      return Optional.empty();
    }
    int dash = rest.indexOf("-");
    int page = dash >= 0 ? dash + 1 : oldPage(rest);
    int end = dash >= 0 ? dash : page;
    if (end < 0) {
      return Optional.of(new GitLabUrl(rest, "HEAD", List.of(), UrlPath.before(url, 0)));
    }
    if (end < 2 || rest.size() < page + 2 || !PAGES.contains(rest.get(page))) {
      return Optional.empty();
    }
    List<String> path = rest.subList(page + 2, rest.size());
    return Optional.of(
        new GitLabUrl(
            rest.subList(0, end), rest.get(page + 1), path, UrlPath.before(url, path.size())));
  }

  private static int oldPage(List<String> parts) {
    for (int i = 2; i < parts.size(); i++) {
      if (PAGES.contains(parts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  String slug() {
    return String.join("/", project).replaceFirst("\\.git$", "");
  }

  @Override
  public String repository() {
    return slug().toLowerCase(Locale.ROOT);
  }
}
