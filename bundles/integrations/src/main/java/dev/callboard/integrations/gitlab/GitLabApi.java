package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.repository.RepositoryApi;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of GitLab's REST API, version 4, that reading needs: repository files, commits, trees
 * and archives of projects.
 */
final class GitLabApi implements RepositoryApi<GitLabUrl> {
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>;\\s*rel=\"next\"");
  private static final int MOST_PAGES = 500;

  private final GitLabSettings settings;
  private final HostClient client;

  GitLabApi(GitLabSettings settings, HostClient client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public Optional<GitLabUrl> page(URI url) {
    return GitLabUrl.of(url, settings.base());
  }

  private String repository(GitLabUrl url) {
    return settings.api() + "/projects/" + UrlPath.encode(url.slug()) + "/repository";
  }

  private HostRequest get(String address, String shown) {
    return HostRequest.get(URI.create(address), shown)
        .header("PRIVATE-TOKEN", settings.token().orElse(null));
  }

  @Override
  public UrlContent file(GitLabUrl url, ReadOptions options, String shown) {
    String address =
        repository(url)
            + "/files/"
            + UrlPath.encode(url.file())
            + "/raw?ref="
            + UrlPath.encode(url.ref());
    HostAnswer answer = client.send(get(address, shown).unless(options));
    return answer
        .content()
        .withCommit(
            answer
                .header("x-gitlab-last-commit-id")
                .or(() -> answer.header("x-gitlab-commit-id"))
                .orElse(null));
  }

  @Override
  public String commit(GitLabUrl url, String shown) {
    String address = repository(url) + "/commits/" + UrlPath.encode(url.ref());
    return client.json(get(address, shown)).text("id").orElse("");
  }

  @Override
  public List<String> files(GitLabUrl url, String commit, String folder, String shown) {
    String address =
        repository(url)
            + "/tree?recursive=true&per_page=100&pagination=keyset&ref="
            + commit
            + (folder.isEmpty() ? "" : "&path=" + UrlPath.encode(folder));
    return all(address, shown).stream()
        .filter(item -> item.text("type").filter("blob"::equals).isPresent())
        .flatMap(item -> item.text("path").stream())
        .toList();
  }

  private List<RestAnswer> all(String first, String shown) {
    List<RestAnswer> all = new ArrayList<>();
    String address = first;
    for (int page = 0; address != null; page++) {
      if (page == MOST_PAGES) {
        throw PortalException.input("'" + shown + "' has too many files or tags; name a folder");
      }
      RestAnswer answer = client.json(get(address, shown));
      all.addAll(answer.items());
      address = next(answer).orElse(null);
    }
    return all;
  }

  /** Returns the next page, which is one of the API, or it would get the token. */
  private Optional<String> next(RestAnswer answer) {
    Matcher link = NEXT.matcher(answer.header("link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    URI next = URI.create(link.group(1));
    boolean own =
        next.getHost() != null
            && next.getScheme() != null
            && HostSettings.origin(next).equals(HostSettings.origin(settings.api()));
    return own ? Optional.of(link.group(1)) : Optional.empty();
  }

  @Override
  public void tree(GitLabUrl url, String commit, TreeWriter tree, String shown) throws IOException {
    Path archive = tree.scratch();
    String address =
        repository(url)
            + "/archive.zip?sha="
            + commit
            + (url.path().isEmpty() ? "" : "&path=" + UrlPath.encode(url.file()));
    client.send(get(address, shown).into(archive));
    // The archive has one folder at its root, named after the project and the commit.
    tree.zip(archive, 1, url.file());
  }

  @Override
  public Map<String, String> tags(GitLabUrl url, String shown) {
    Map<String, String> tags = new TreeMap<>();
    for (RestAnswer tag : all(repository(url) + "/tags?per_page=100", shown)) {
      tags.put(tag.requireText("name"), tag.requireText("commit", "id"));
    }
    return tags;
  }

  @Override
  public URI at(GitLabUrl url, String ref) {
    List<String> segments = new ArrayList<>(List.of("-", "tree", ref));
    segments.addAll(url.path());
    String project = UrlPath.join(List.of(url.slug().split("/")));
    return URI.create(settings.base() + "/" + project + "/" + UrlPath.join(segments));
  }
}
