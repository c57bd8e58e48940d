package dev.callboard.integrations.gitea;

import dev.callboard.integrations.repository.RepositoryPage;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A page of a repository: {@code /owner/repo}, or {@code /owner/repo/src/branch/main/path}, where
 * src may be raw, media or blame, and branch may be tag or commit or missing; or {@code
 * /owner/repo/_edit/main/path}. A reference with slashes is written with {@code %2F}.
 *
 * @param owner user or organisation
 * @param repo name without {@code .git}
 */
record GiteaPage(String owner, String repo, String ref, List<String> path, String root)
    implements RepositoryPage {
  private static final Set<String> PAGES = Set.of("src", "raw", "media", "blame");
  private static final Set<String> EDITORS = Set.of("_edit", "_delete");
  private static final Set<String> KINDS = Set.of("branch", "tag", "commit");

  static Optional<GiteaPage> of(URI url, URI base) {
    List<String> parts = UrlPath.below(base, url).orElse(List.of());
    if (parts.size() < 2) {
      return Optional.empty();
    }
    int before = parts.size() == 2 ? 2 : start(parts);
    if (before < 0) {
      return Optional.empty();
    }
    List<String> path = parts.subList(before, parts.size());
    return Optional.of(
        new GiteaPage(
            parts.get(0),
            parts.get(1).replaceFirst("\\.git$", ""),
            before == 2 ? "HEAD" : parts.get(before - 1),
            path,
            UrlPath.before(url, path.size())));
  }

  /** Returns how many segments stand before the path, or -1 when it is no page of a file. */
  private static int start(List<String> parts) {
    boolean kind = PAGES.contains(parts.get(2)) && parts.size() > 4 && KINDS.contains(parts.get(3));
    boolean known = PAGES.contains(parts.get(2)) || EDITORS.contains(parts.get(2));
    if (kind) {
      return 5;
    }
    return known && parts.size() > 3 ? 4 : -1;
  }

  @Override
  public String repository() {
    return (owner + "/" + repo).toLowerCase(Locale.ROOT);
  }
}
