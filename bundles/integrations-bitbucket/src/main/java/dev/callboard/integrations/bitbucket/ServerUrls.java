package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pages of a Bitbucket of one's own: {@code /projects/KEY/repos/repo/browse/path?at=ref}, where
 * browse may be raw or src, and {@code /users/name} stands for the project {@code ~name}; or {@code
 * /scm/key/repo.git}.
 */
final class ServerUrls {
  private static final Set<String> PAGES = Set.of("browse", "raw", "src");

  private ServerUrls() {}

  static Optional<BitbucketPage> page(URI url, URI base) {
    List<String> parts = UrlPath.below(base, url).orElse(List.of());
    if (parts.size() == 3 && parts.get(0).equals("scm")) {
      String repo = parts.get(2).replaceFirst("\\.git$", "");
      String root = UrlPath.before(url, 3) + browse(parts.get(1), repo);
      return Optional.of(
          new BitbucketPage(parts.get(1), repo, BitbucketPage.DEFAULT, List.of(), root));
    }
    boolean repository =
        parts.size() >= 4
            && Set.of("projects", "users").contains(parts.get(0))
            && parts.get(2).equals("repos");
    if (!repository || parts.size() > 4 && !PAGES.contains(parts.get(4))) {
      return Optional.empty();
    }
    String owner = (parts.get(0).equals("users") ? "~" : "") + parts.get(1);
    List<String> path = parts.subList(Math.min(parts.size(), 5), parts.size());
    String root = UrlPath.before(url, path.size()) + (parts.size() == 4 ? "browse/" : "");
    return Optional.of(new BitbucketPage(owner, parts.get(3), ref(url), path, root));
  }

  private static String browse(String owner, String repo) {
    return UrlPath.join(List.of("projects", owner, "repos", repo, "browse")) + "/";
  }

  /** Branches may be written in full, tags are. */
  private static String ref(URI url) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    return Stream.of(query.split("&"))
        .filter(pair -> pair.startsWith("at="))
        .map(pair -> UrlPath.decode(pair.substring("at=".length())))
        .map(ref -> ref.replaceFirst("^refs/(heads|tags)/", ""))
        .filter(ref -> !ref.isEmpty())
        .findFirst()
        .orElse(BitbucketPage.DEFAULT);
  }

  static URI at(URI base, BitbucketPage page, String ref) {
    String path = UrlPath.join(page.path());
    return URI.create(
        base + "/" + browse(page.owner(), page.repo()) + path + "?at=" + UrlPath.encode(ref));
  }
}
