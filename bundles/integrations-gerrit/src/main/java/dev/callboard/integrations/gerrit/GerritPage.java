package dev.callboard.integrations.gerrit;

import dev.callboard.integrations.repository.RepositoryPage;
import dev.callboard.integrations.spi.UrlPath;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A page of Gitiles: {@code /project}, or {@code /project/+/refs/heads/main/path}, where a tag is
 * in {@code refs/tags}, and a commit, or a branch without a slash, may stand alone. A name with
 * slashes is written with {@code %2F}; projects have them as they are.
 *
 * @param project its name
 * @param full the reference as the URL writes it
 */
record GerritPage(String project, String full, String ref, List<String> path, String root)
    implements RepositoryPage {
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  static Optional<GerritPage> of(URI url, URI gitiles) {
    List<String> parts = UrlPath.below(gitiles, url).orElse(List.of());
    int plus = parts.indexOf("+");
    List<String> project = plus < 0 ? parts : parts.subList(0, plus);
    if (project.isEmpty() || project.stream().anyMatch(part -> part.startsWith("+"))) {
      return Optional.empty();
    }
    String name = String.join("/", project);
    List<String> rest = plus < 0 ? List.of() : parts.subList(plus + 1, parts.size());
    if (rest.isEmpty()) {
      String root = UrlPath.before(url, plus < 0 ? 0 : 1) + "+/HEAD/";
      return Optional.of(new GerritPage(name, "HEAD", "HEAD", List.of(), root));
    }
    int length = rest.get(0).equals("refs") ? 3 : 1;
    if (rest.size() < length) {
      return Optional.empty();
    }
    String full = String.join("/", rest.subList(0, length));
    boolean known = length == 1 || full.startsWith(HEADS) || full.startsWith(TAGS);
    if (!known) {
      return Optional.empty();
    }
    List<String> path = rest.subList(length, rest.size());
    String ref = full.replaceFirst("^(" + HEADS + "|" + TAGS + ")", "");
    return Optional.of(new GerritPage(name, full, ref, path, UrlPath.before(url, path.size())));
  }

  @Override
  public String repository() {
    return project.toLowerCase(Locale.ROOT);
  }
}
