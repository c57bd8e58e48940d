package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of the cloud: {@code /workspace/repo}, or {@code /workspace/repo/src/ref/path}, where src
 * may be raw or annotate. A reference with slashes is written with {@code %2F}.
 */
final class CloudUrls {
  private static final Set<String> PAGES = Set.of("src", "raw", "annotate");

  private CloudUrls() {}

  static Optional<BitbucketPage> page(URI url, URI web) {
    List<String> parts = UrlPath.below(web, url).orElse(List.of());
    if (parts.size() < 2 || parts.size() == 3) {
      return Optional.empty();
    }
    if (parts.size() > 3 && !PAGES.contains(parts.get(2))) {
      return Optional.empty();
    }
    boolean whole = parts.size() == 2;
    List<String> path = whole ? List.of() : parts.subList(4, parts.size());
    return Optional.of(
        new BitbucketPage(
            parts.get(0),
            parts.get(1).replaceFirst("\\.git$", ""),
            whole ? BitbucketPage.DEFAULT : parts.get(3),
            path,
            UrlPath.before(url, path.size())));
  }
}
