package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.repository.RepositoryApi;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The calls of Bitbucket Cloud's REST API, version 2.0, that reading needs. */
final class CloudApi implements RepositoryApi<BitbucketPage> {
  private static final int MOST_PAGES = 500;

  private final CloudAddresses addresses;
  private final CloudCredentials credentials;
  private final HostClient client;

  CloudApi(CloudAddresses addresses, CloudCredentials credentials, HostClient client) {
    this.addresses = addresses;
    this.credentials = credentials;
    this.client = client;
  }

  @Override
  public Optional<BitbucketPage> page(URI url) {
    return CloudUrls.page(url, addresses.web());
  }

  GitRemote git(BitbucketPage page) {
    String repository = UrlPath.join(List.of(page.owner(), page.repo()));
    return new GitRemote(
        URI.create(addresses.web() + "/" + repository + ".git"),
        page.ref(),
        credentials.gitHeader());
  }

  private HostRequest get(String address, String shown) {
    return HostRequest.get(URI.create(address), shown)
        .header("Authorization", credentials.header().orElse(null));
  }

  private HostRequest get(BitbucketPage page, String rest, String shown) {
    String repository = UrlPath.join(List.of(page.owner(), page.repo()));
    return get(addresses.api() + "/repositories/" + repository + rest, shown);
  }

  /** The API takes no reference with a slash for a part of a path. */
  private String revision(BitbucketPage page, String shown) {
    return page.isDefault() || page.ref().indexOf('/') >= 0 ? commit(page, shown) : page.ref();
  }

  @Override
  public UrlContent file(BitbucketPage page, ReadOptions options, String shown) {
    String revision = UrlPath.encode(revision(page, shown));
    String rest = "/src/" + revision + "/" + UrlPath.join(page.path());
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
    String ref = page.isDefault() ? mainBranch(page, shown) : page.ref();
    String rest = "/commits?pagelen=1&include=" + UrlPath.encode(ref) + more;
    return client.json(get(page, rest, shown)).items("values").stream()
        .findFirst()
        .flatMap(commit -> commit.text("hash"));
  }

  private String mainBranch(BitbucketPage page, String shown) {
    return client
        .json(get(page, "?fields=mainbranch.name", shown))
        .requireText("mainbranch", "name");
  }

  @Override
  public List<String> files(BitbucketPage page, String commit, String folder, String shown) {
    String below = folder.isEmpty() ? "" : UrlPath.join(List.of(folder.split("/"))) + "/";
    String rest = "/src/" + commit + "/" + below + "?max_depth=100&pagelen=100";
    List<String> files = new ArrayList<>();
    try {
      for (RestAnswer entry : all(get(page, rest, shown), shown)) {
        if (entry.text("type").filter("commit_file"::equals).isPresent()) {
          entry.text("path").ifPresent(files::add);
        }
      }
    } catch (PortalException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      // There is no such folder.
    }
    return files;
  }

  private List<RestAnswer> all(HostRequest first, String shown) {
    List<RestAnswer> all = new ArrayList<>();
    Optional<HostRequest> request = Optional.of(first);
    for (int page = 0; request.isPresent(); page++) {
      if (page == MOST_PAGES) {
        throw PortalException.input("'" + shown + "' has too many of them; name each file");
      }
      RestAnswer answer = client.json(request.get());
      all.addAll(answer.items("values"));
      request = answer.text("next").filter(this::isOwn).map(next -> get(next, shown));
    }
    return all;
  }

  /** The next page gets the credentials, so it has to be one of the API. */
  private boolean isOwn(String address) {
    try {
      URI uri = new URI(address);
      return uri.getScheme() != null
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && HostSettings.origin(uri).equals(HostSettings.origin(addresses.api()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public void tree(BitbucketPage page, String commit, TreeWriter tree, String shown)
      throws IOException {
    Path archive = tree.scratch();
    String repository = UrlPath.join(List.of(page.owner(), page.repo()));
    String address = addresses.web() + "/" + repository + "/get/" + commit + ".zip";
    client.send(get(address, shown).into(archive));
    // The archive has one folder at its root, named after the repository and the commit.
    tree.zip(archive, 1, page.file());
  }

  @Override
  public Map<String, String> tags(BitbucketPage page, String shown) {
    Map<String, String> tags = new TreeMap<>();
    for (RestAnswer tag : all(get(page, "/refs/tags?pagelen=100", shown), shown)) {
      tags.put(tag.requireText("name"), tag.requireText("target", "hash"));
    }
    return tags;
  }

  @Override
  public URI at(BitbucketPage page, String ref) {
    List<String> segments = new ArrayList<>(List.of(page.owner(), page.repo(), "src", ref));
    segments.addAll(page.path());
    return URI.create(addresses.web() + "/" + UrlPath.join(segments));
  }
}
