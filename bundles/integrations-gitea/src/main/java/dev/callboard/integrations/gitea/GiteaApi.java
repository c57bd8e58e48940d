package dev.callboard.integrations.gitea;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The calls of Gitea's REST API, version 1, that reading needs. */
final class GiteaApi implements RepositoryApi<GiteaPage> {
  private static final int MOST_PAGES = 500;
  private static final String BRIEF = "&stat=false&verification=false&files=false";

  private final GiteaSettings settings;
  private final HostClient client;

  GiteaApi(GiteaSettings settings, HostClient client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public Optional<GiteaPage> page(URI url) {
    return GiteaPage.of(url, settings.base());
  }

  private HostRequest get(GiteaPage page, String rest, String shown) {
    String repository = UrlPath.join(List.of(page.owner(), page.repo()));
    return HostRequest.get(
            URI.create(settings.base() + "/api/v1/repos/" + repository + rest), shown)
        .header("Authorization", settings.authorization().orElse(null));
  }

  /** Without the parameter the default branch counts. */
  private static String ref(String before, GiteaPage page) {
    return page.ref().equals("HEAD") ? "" : before + UrlPath.encode(page.ref());
  }

  @Override
  public UrlContent file(GiteaPage page, ReadOptions options, String shown) {
    String rest = "/raw/" + UrlPath.join(page.path()) + ref("?ref=", page);
    return client.send(get(page, rest, shown).unless(options)).content();
  }

  @Override
  public String commit(GiteaPage page, String shown) {
    String rest = "/commits?limit=1" + BRIEF + ref("&sha=", page);
    return sha(client.json(get(page, rest, shown))).orElse("");
  }

  @Override
  public Optional<String> lastCommit(GiteaPage page, String shown) {
    if (client.scarce()) {
      return Optional.empty();
    }
    String path = "&path=" + UrlPath.encode(page.file());
    return sha(
        client.json(get(page, "/commits?limit=1" + BRIEF + path + ref("&sha=", page), shown)));
  }

  private static Optional<String> sha(RestAnswer commits) {
    return commits.items().stream().findFirst().flatMap(commit -> commit.text("sha"));
  }

  @Override
  public List<String> files(GiteaPage page, String commit, String folder, String shown) {
    List<String> files = new ArrayList<>();
    for (int number = 1; number <= MOST_PAGES; number++) {
      String rest = "/git/trees/" + commit + "?recursive=true&per_page=1000&page=" + number;
      RestAnswer answer = client.json(get(page, rest, shown));
      List<RestAnswer> entries = answer.items("tree");
      for (RestAnswer entry : entries) {
        if (entry.text("type").filter("blob"::equals).isPresent()) {
          entry.text("path").ifPresent(files::add);
        }
      }
      if (entries.isEmpty() || !Boolean.TRUE.equals(answer.object().get("truncated"))) {
        return files;
      }
    }
    throw PortalException.input(
        "'" + shown + "' has wildcards, but there are too many files; name each file");
  }

  @Override
  public void tree(GiteaPage page, String commit, TreeWriter tree, String shown)
      throws IOException {
    Path archive = tree.scratch();
    client.send(get(page, "/archive/" + commit + ".zip", shown).into(archive));
    // The archive has one folder at its root, named after the repository.
    tree.zip(archive, 1, page.file());
  }

  @Override
  public Map<String, String> tags(GiteaPage page, String shown) {
    Map<String, String> tags = new TreeMap<>();
    for (int number = 1; number <= MOST_PAGES; number++) {
      RestAnswer answer = client.json(get(page, "/tags?limit=50&page=" + number, shown));
      for (RestAnswer tag : answer.items()) {
        tags.put(tag.requireText("name"), tag.requireText("commit", "sha"));
      }
      boolean all =
          answer.header("x-total-count").filter(String.valueOf(tags.size())::equals).isPresent();
      if (all || answer.items().isEmpty()) {
        return tags;
      }
    }
    throw PortalException.input("'" + shown + "' has too many tags");
  }

  @Override
  public URI at(GiteaPage page, String ref) {
    List<String> segments = new ArrayList<>(List.of(page.owner(), page.repo(), "src", ref));
    segments.addAll(page.path());
    return URI.create(settings.base() + "/" + UrlPath.join(segments));
  }
}
