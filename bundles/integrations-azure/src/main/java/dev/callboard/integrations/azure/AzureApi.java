package dev.callboard.integrations.azure;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.repository.RepositoryApi;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.HostAnswer;
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

/** The calls of the REST API of Azure Repos, version 6.0, that reading needs. */
final class AzureApi implements RepositoryApi<AzurePage> {
  private static final int MOST_PAGES = 500;
  private static final String ITEM = "versionDescriptor";
  private static final String COMMIT = "searchCriteria.itemVersion";

  private final AzureSettings settings;
  private final AzureCredentials credentials;
  private final HostClient client;

  AzureApi(AzureSettings settings, AzureCredentials credentials, HostClient client) {
    this.settings = settings;
    this.credentials = credentials;
    this.client = client;
  }

  @Override
  public Optional<AzurePage> page(URI url) {
    return AzurePage.of(url, settings.isOfOrganisation());
  }

  private String web(AzurePage page) {
    return settings.base()
        + "/"
        + UrlPath.join(page.projectPath())
        + "/_git/"
        + UrlPath.encode(page.repo());
  }

  GitRemote git(AzurePage page) {
    return new GitRemote(
        URI.create(web(page)), page.ref(), credentials.header(settings.organisation(page)));
  }

  private HostRequest get(AzurePage page, String rest, String shown) {
    String address =
        settings.base()
            + "/"
            + UrlPath.join(page.projectPath())
            + "/_apis/git/repositories/"
            + UrlPath.encode(page.repo())
            + rest
            + "&api-version=6.0";
    return HostRequest.get(URI.create(address), shown)
        // Otherwise who is not known is sent to a page to sign in.
        .header("X-TFS-FedAuthRedirect", "Suppress")
        .header("Authorization", credentials.header(settings.organisation(page)).orElse(null));
  }

  /** Without the parameters the default branch counts. */
  private static String version(String name, AzurePage page) {
    return page.isDefault() ? "" : version(name, page.ref(), page.kind());
  }

  private static String version(String name, String ref, String kind) {
    return "&" + name + ".version=" + UrlPath.encode(ref) + "&" + name + ".versionType=" + kind;
  }

  /** The page to sign in comes with a status of its own kind of success. */
  private HostAnswer send(HostRequest request) {
    HostAnswer answer = client.send(request);
    if (answer.status() == 203) {
      throw PortalException.unavailable(
          "'"
              + request.shown()
              + "' could not be read, the host wants a sign-in; its credentials may be missing or"
              + " wrong");
    }
    return answer;
  }

  @Override
  public UrlContent file(AzurePage page, ReadOptions options, String shown) {
    String path = "/items?path=" + UrlPath.encode("/" + page.file());
    String rest = path + "&$format=octetStream" + version(ITEM, page);
    return send(get(page, rest, shown).header("Accept", "application/octet-stream").unless(options))
        .content();
  }

  @Override
  public String commit(AzurePage page, String shown) {
    return commits(page, "", shown).orElse("");
  }

  @Override
  public Optional<String> lastCommit(AzurePage page, String shown) {
    return client.scarce()
        ? Optional.empty()
        : commits(page, "&searchCriteria.itemPath=" + UrlPath.encode("/" + page.file()), shown);
  }

  private Optional<String> commits(AzurePage page, String more, String shown) {
    String rest = "/commits?$top=1" + version(COMMIT, page) + more;
    return client.json(get(page, rest, shown)).items("value").stream()
        .findFirst()
        .flatMap(commit -> commit.text("commitId"));
  }

  private static String items(String folder, String commit) {
    return "/items?scopePath="
        + UrlPath.encode("/" + folder)
        + "&recursionLevel=Full"
        + version(ITEM, commit, "commit");
  }

  @Override
  public List<String> files(AzurePage page, String commit, String folder, String shown) {
    List<String> files = new ArrayList<>();
    try {
      for (RestAnswer item : client.json(get(page, items(folder, commit), shown)).items("value")) {
        if (item.text("gitObjectType").filter("blob"::equals).isPresent()) {
          item.text("path").ifPresent(path -> files.add(path.replaceFirst("^/", "")));
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

  @Override
  public void tree(AzurePage page, String commit, TreeWriter tree, String shown)
      throws IOException {
    Path archive = tree.scratch();
    String rest = items(page.file(), commit) + "&$format=zip&download=true";
    send(get(page, rest, shown).into(archive));
    List<String> path = page.path();
    // The archive of a folder has that folder at its root, without those that it is in.
    tree.zip(archive, 0, path.isEmpty() ? "" : path.get(path.size() - 1));
  }

  @Override
  public Map<String, String> tags(AzurePage page, String shown) {
    Map<String, String> tags = new TreeMap<>();
    String more = "";
    for (int number = 0; number < MOST_PAGES; number++) {
      String rest = "/refs?filter=tags/&peelTags=true&$top=1000" + more;
      RestAnswer answer = client.json(get(page, rest, shown));
      for (RestAnswer tag : answer.items("value")) {
        String commit = tag.text("peeledObjectId").orElseGet(() -> tag.requireText("objectId"));
        tags.put(tag.requireText("name").replaceFirst("^refs/tags/", ""), commit);
      }
      Optional<String> next = answer.header("x-ms-continuationtoken");
      if (next.isEmpty()) {
        return tags;
      }
      more = "&continuationToken=" + UrlPath.encode(next.get());
    }
    throw PortalException.input("'" + shown + "' has too many tags");
  }

  /** A reference that is no commit is taken for a tag: a URL has to say which of them it is. */
  @Override
  public URI at(AzurePage page, String ref) {
    String address = web(page);
    String kind = ref.matches("[0-9a-f]{40}") ? "GC" : "GT";
    Query query = Query.of(URI.create(address));
    if (!page.path().isEmpty()) {
      query = query.with("path", "/" + page.file());
    }
    return URI.create(query.with("version", kind + ref).on(URI.create(address)));
  }
}
