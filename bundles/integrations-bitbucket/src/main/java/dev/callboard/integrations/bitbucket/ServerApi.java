package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.repository.RepositoryApi;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The calls of Bitbucket Server's REST API, version 1.0, that reading needs. */
final class ServerApi implements RepositoryApi<BitbucketPage> {
  private static final int MOST_PAGES = 500;

  private final ServerSettings settings;
  private final HostClient client;

  ServerApi(ServerSettings settings, HostClient client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public Optional<BitbucketPage> page(URI url) {
    return ServerUrls.page(url, settings.base());
  }

  private HostRequest get(BitbucketPage page, String rest, String shown) {
    String repository = UrlPath.join(List.of("projects", page.owner(), "repos", page.repo()));
    return HostRequest.get(URI.create(settings.api() + "/" + repository + rest), shown)
        .header("Authorization", settings.authorization().orElse(null));
  }

  /** Without the parameter the default branch counts. */
  private static String ref(String before, BitbucketPage page) {
    return page.isDefault() ? "" : before + UrlPath.encode(page.ref());
  }

  @Override
  public UrlContent file(BitbucketPage page, ReadOptions options, String shown) {
    String rest = "/raw/" + UrlPath.join(page.path()) + ref("?at=", page);
    return client.send(get(page, rest, shown).unless(options)).content();
  }

  @Override
  public String commit(BitbucketPage page, String shown) {
    return commits(page, "", shown).orElse("");
  }

  @Override
  public Optional<String> lastCommit(BitbucketPage page, String shown) {
    return client.scarce()
        ? Optional.empty()
        : commits(page, "&path=" + UrlPath.encode(page.file()), shown);
  }

  private Optional<String> commits(BitbucketPage page, String more, String shown) {
    String rest = "/commits?limit=1" + ref("&until=", page) + more;
    return client.json(get(page, rest, shown)).items("values").stream()
        .findFirst()
        .flatMap(commit -> commit.text("id"));
  }

  @Override
  public List<String> files(BitbucketPage page, String commit, String folder, String shown) {
    String below = folder.isEmpty() ? "" : "/" + UrlPath.join(List.of(folder.split("/")));
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<String> files = new ArrayList<>();
    try {
      for (RestAnswer name : all(page, "/files" + below + "?at=" + commit + "&", shown)) {
        files.add(prefix + name.body());
      }
    } catch (PortalException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      // There is no such folder.
    }
    return files;
  }

  private List<RestAnswer> all(BitbucketPage page, String rest, String shown) {
    List<RestAnswer> all = new ArrayList<>();
    String start = "0";
    for (int number = 0; number < MOST_PAGES; number++) {
      RestAnswer answer = client.json(get(page, rest + "limit=1000&start=" + start, shown));
      all.addAll(answer.items("values"));
      Optional<String> next = answer.text("nextPageStart").filter(text -> text.matches("[0-9]+"));
      if (Boolean.TRUE.equals(answer.object().get("isLastPage")) || next.isEmpty()) {
        return all;
      }
      start = next.get();
    }
    throw PortalException.input("'" + shown + "' has too many of them; name each file");
  }

  @Override
  public void tree(BitbucketPage page, String commit, TreeWriter tree, String shown)
      throws IOException {
    Path archive = tree.scratch();
    String path = page.path().isEmpty() ? "" : "&path=" + UrlPath.encode(page.file());
    client.send(get(page, "/archive?format=zip&at=" + commit + path, shown).into(archive));
    tree.zip(archive, 0, page.file());
  }

  @Override
  public Map<String, String> tags(BitbucketPage page, String shown) {
    Map<String, String> tags = new TreeMap<>();
    for (RestAnswer tag : all(page, "/tags?", shown)) {
      tags.put(tag.requireText("displayId"), tag.requireText("latestCommit"));
    }
    return tags;
  }

  @Override
  public URI at(BitbucketPage page, String ref) {
    return ServerUrls.at(settings.base(), page, ref);
  }
}
