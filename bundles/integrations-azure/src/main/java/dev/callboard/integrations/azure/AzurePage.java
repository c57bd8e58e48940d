package dev.callboard.integrations.azure;

import dev.callboard.integrations.repository.RepositoryPage;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A page of a repository: {@code /organization/project/_git/repo?path=/a&version=GBmain}. The
 * organisation is missing where the host is named after it, and may be a path on a server of one's
 * own; without a project the repository is the one of that name. Branches are {@code GB}, tags
 * {@code GT} and commits {@code GC}.
 *
 * @param owner organisation or collection, as the segments before the project
 * @param kind of the reference, in the words of the API
 */
record AzurePage(
    List<String> owner,
    String project,
    String repo,
    String kind,
    String ref,
    List<String> path,
    String root)
    implements RepositoryPage {
  static final String DEFAULT = "HEAD";
  private static final String GIT = "_git";

  static Optional<AzurePage> of(URI url, boolean hostIsOwner) {
    List<String> parts = UrlPath.below(URI.create("https://host"), url).orElse(List.of());
    int git = parts.indexOf(GIT);
    if (git < 0 || parts.size() != git + 2) {
      return Optional.empty();
    }
    List<String> before = parts.subList(0, git);
    String repo = parts.get(git + 1);
    int least = hostIsOwner ? 0 : 1;
    if (before.size() < least) {
      return Optional.empty();
    }
    // The project is not named when the repository has its name.
    boolean isShort = before.size() == least;
    Query query = Query.of(url);
    String version = query.value("version").orElse("");
    String kind = version.startsWith("GT") ? "tag" : version.startsWith("GC") ? "commit" : "branch";
    return Optional.of(
        new AzurePage(
            isShort ? before : before.subList(0, before.size() - 1),
            isShort ? repo : before.get(before.size() - 1),
            repo,
            kind,
            version.matches("G[BTC].+") ? version.substring(2) : DEFAULT,
            UrlPath.segments(query.value("path").orElse(""), url),
            url.getRawPath() + "/"));
  }

  @Override
  public String repository() {
    List<String> all = new ArrayList<>(owner);
    all.addAll(List.of(project, repo));
    return String.join("/", all).toLowerCase(Locale.ROOT);
  }

  boolean isDefault() {
    return ref.equals(DEFAULT);
  }

  /** Returns the segments before what is asked of the project. */
  List<String> projectPath() {
    List<String> all = new ArrayList<>(owner);
    all.add(project);
    return all;
  }
}
