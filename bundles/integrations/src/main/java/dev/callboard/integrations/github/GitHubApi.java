package dev.callboard.integrations.github;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.repository.RepositoryApi;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The calls of GitHub's REST API that reading needs, version 2022-11-28: contents, commits, trees
 * and archives of repositories.
 */
final class GitHubApi implements RepositoryApi<GitHubUrl> {
  private static final int MOST_PAGES = 500;

  private final GitHubSettings settings;
  private final GitHubApps apps;
  private final HostClient client;

  GitHubApi(GitHubSettings settings, GitHubApps apps, HostClient client) {
    this.settings = settings;
    this.apps = apps;
    this.client = client;
  }

  @Override
  public Optional<GitHubUrl> page(URI url) {
    return GitHubUrl.of(url);
  }

  private String repository(GitHubUrl url) {
    return settings.api() + "/repos/" + UrlPath.join(List.of(url.owner(), url.repo()));
  }

  Optional<String> token(GitHubUrl url) {
    return apps.token("github", settings.host(), url.owner()).or(settings::token);
  }

  /** Without credentials the raw files are used, which count against no limit of the API. */
  private boolean usesApi(GitHubUrl url) {
    return settings.raw().isEmpty() || token(url).isPresent();
  }

  private HostRequest get(GitHubUrl url, String address, String accept, String shown) {
    return HostRequest.get(URI.create(address), shown)
        .header("Accept", accept)
        .header("X-GitHub-Api-Version", "2022-11-28")
        .header("Authorization", token(url).map(token -> "Bearer " + token).orElse(null));
  }

  @Override
  public UrlContent file(GitHubUrl url, ReadOptions options, String shown) {
    if (!usesApi(url)) {
      String raw = settings.raw().orElseThrow().toString();
      String address =
          raw
              + "/"
              + UrlPath.join(List.of(url.owner(), url.repo(), url.ref()))
              + "/"
              + UrlPath.join(url.path());
      return client.send(HostRequest.get(URI.create(address), shown).unless(options)).content();
    }
    String address =
        repository(url)
            + "/contents/"
            + UrlPath.join(url.path())
            + "?ref="
            + UrlPath.encode(url.ref());
    return client
        .send(get(url, address, "application/vnd.github.raw+json", shown).unless(options))
        .content();
  }

  @Override
  public String commit(GitHubUrl url, String shown) {
    String address = repository(url) + "/commits/" + UrlPath.encode(url.ref());
    byte[] bytes = client.send(get(url, address, "application/vnd.github.sha", shown)).bytes();
    return new String(bytes, StandardCharsets.US_ASCII).strip();
  }

  /** Leaves it out when there are few requests left. */
  @Override
  public Optional<String> lastCommit(GitHubUrl url, String shown) {
    if (!usesApi(url) || client.scarce()) {
      return Optional.empty();
    }
    String address =
        repository(url)
            + "/commits?per_page=1&path="
            + UrlPath.encode(url.file())
            + (url.ref().equals("HEAD") ? "" : "&sha=" + UrlPath.encode(url.ref()));
    return client.json(get(url, address, accept(), shown)).items().stream()
        .findFirst()
        .flatMap(commit -> commit.text("sha"));
  }

  @Override
  public List<String> files(GitHubUrl url, String commit, String folder, String shown) {
    String address = repository(url) + "/git/trees/" + commit + "?recursive=1";
    RestAnswer tree = client.json(get(url, address, accept(), shown));
    if (Boolean.TRUE.equals(tree.object().get("truncated"))) {
      throw PortalException.input(
          "'"
              + shown
              + "' has wildcards, but the repository has more files than GitHub lists; name each"
              + " file");
    }
    List<String> files = new ArrayList<>();
    for (RestAnswer item : tree.items("tree")) {
      if (item.text("type").filter("blob"::equals).isPresent()) {
        item.text("path").ifPresent(files::add);
      }
    }
    return files;
  }

  @Override
  public void tree(GitHubUrl url, String commit, TreeWriter tree, String shown) throws IOException {
    Path archive = tree.scratch();
    String address = repository(url) + "/zipball/" + commit;
    client.send(get(url, address, accept(), shown).into(archive));
    // The archive has one folder at its root, named after the repository and the commit.
    tree.zip(archive, 1, url.file());
  }

  @Override
  public Map<String, String> tags(GitHubUrl url, String shown) {
    Map<String, String> tags = new TreeMap<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      String address = repository(url) + "/tags?per_page=100&page=" + page;
      List<RestAnswer> found = client.json(get(url, address, accept(), shown)).items();
      found.forEach(tag -> tags.put(tag.requireText("name"), tag.requireText("commit", "sha")));
      if (found.size() < 100) {
        return tags;
      }
    }
    throw PortalException.input("'" + shown + "' has too many tags");
  }

  @Override
  public URI at(GitHubUrl url, String ref) {
    List<String> segments = new ArrayList<>(List.of(url.owner(), url.repo(), "tree", ref));
    segments.addAll(url.path());
    return URI.create(url.origin() + "/" + UrlPath.join(segments));
  }

  private static String accept() {
    return "application/vnd.github+json";
  }
}
