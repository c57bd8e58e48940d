package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of a project: {@code /group/sub/project}, {@code /group/sub/project/-/blob/ref/path}, or
 * the older form without {@code /-}. A reference with slashes is written with {@code %2F}.
 *
 * @param project groups and name
 * @param ref branch, tag or commit; HEAD, the default branch, when the URL has none
 * @param path of the file or folder, empty for the root
 * @param segments how many segments of the URL stand before the path, those of the base included
 */
record GitLabUrl(List<String> project, String ref, List<String> path, int segments) {
  private static final Set<String> PAGES = Set.of("blob", "tree", "raw", "edit", "blame");

  /** Reads a URL; {@code base} is what stands before the groups in it. */
  static Optional<GitLabUrl> of(URI url, URI base) {
    List<String> rest = UrlPath.below(base, url).orElse(List.of());
    if (rest.size() < 2) {
      return Optional.empty();
    }
    int start = base.getPath().isEmpty() ? 0 : UrlPath.segments(base).size();
    int dash = rest.indexOf("-");
    int page = dash >= 0 ? dash + 1 : oldPage(rest);
    int end = dash >= 0 ? dash : page;
    if (end < 0) {
      return Optional.of(new GitLabUrl(rest, "HEAD", List.of(), start + rest.size()));
    }
    if (end < 2 || rest.size() < page + 2 || !PAGES.contains(rest.get(page))) {
      return Optional.empty();
    }
    return Optional.of(
        new GitLabUrl(
            rest.subList(0, end),
            rest.get(page + 1),
            rest.subList(page + 2, rest.size()),
            start + page + 2));
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
    String name = String.join("/", project);
    return name.replaceFirst("\\.git$", "");
  }
}
