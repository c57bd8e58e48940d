package dev.callboard.integrations.git;

import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file of a plain git repository: {@code https://host/any/path/repo.git/blob/ref/path}, or a
 * folder with tree for blob, or the repository alone. The first segment that ends with {@code .git}
 * ends the repository. A reference with slashes is written with {@code %2F}.
 *
 * @param remote the repository, as git knows it
 * @param ref branch, tag or commit, or HEAD
 * @param path of the file or folder, empty for the root
 * @param segments how many segments of the URL stand before the path
 */
record GitUrl(URI remote, String ref, List<String> path, int segments) {
  private static final Set<String> PAGES = Set.of("blob", "tree", "raw", "edit");

  static Optional<GitUrl> of(URI url) {
    List<String> all = UrlPath.segments(url);
    int last = all.size() - 1;
    List<String> parts = all.get(last).isEmpty() ? all.subList(0, last) : all;
    int end = 0;
    while (end < parts.size() && !parts.get(end).endsWith(".git")) {
      end++;
    }
    if (end == parts.size() || parts.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    URI remote =
        URI.create(
            url.getScheme()
                + "://"
                + url.getRawAuthority()
                + "/"
                + UrlPath.join(parts.subList(0, end + 1)));
    if (parts.size() == end + 1) {
      return Optional.of(new GitUrl(remote, "HEAD", List.of(), end + 1));
    }
    if (parts.size() < end + 3 || !PAGES.contains(parts.get(end + 1))) {
      return Optional.empty();
    }
    return Optional.of(
        new GitUrl(remote, parts.get(end + 2), parts.subList(end + 3, parts.size()), end + 3));
  }

  String file() {
    return String.join("/", path);
  }
}
