package dev.callboard.integrations.gerrit;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.repository.RepositoryApi;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostAnswer;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The calls of Gitiles, and those of Gerrit's REST API, that reading needs. */
final class GerritApi implements RepositoryApi<GerritPage> {
  private static final int MOST_PAGES = 500;
  private static final int TAGS = 500;

  private final GerritSettings settings;
  private final HostClient client;

  GerritApi(GerritSettings settings, HostClient client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public Optional<GerritPage> page(URI url) {
    return GerritPage.of(url, settings.gitiles());
  }

  private static String join(String path) {
    return UrlPath.join(Arrays.asList(path.split("/")));
  }

  private HostRequest get(String address, String shown) {
    return HostRequest.get(URI.create(address), shown)
        .header("Authorization", settings.authorization().orElse(null));
  }

  private HostRequest gitiles(GerritPage page, String rest, String shown) {
    return get(settings.files() + "/" + join(page.project()) + "/" + rest, shown);
  }

  private static String below(GerritPage page) {
    return page.path().isEmpty() ? "" : "/" + UrlPath.join(page.path());
  }

  @Override
  public UrlContent file(GerritPage page, ReadOptions options, String shown) {
    String rest = "+/" + join(page.full()) + below(page) + "?format=TEXT";
    HostAnswer answer = client.send(gitiles(page, rest, shown));
    if (answer.header("x-gitiles-object-type").filter(type -> !type.equals("blob")).isPresent()) {
      throw PortalException.notFound("no matching files found for " + shown);
    }
    try {
      String text = new String(answer.bytes(), StandardCharsets.US_ASCII);
      return UrlContent.of(Base64.getMimeDecoder().decode(text), null);
    } catch (IllegalArgumentException e) {
      throw PortalException.unavailable("'" + shown + "' could not be read, it is not in base64");
    }
  }

  @Override
  public String commit(GerritPage page, String shown) {
    return log(page, "", shown).orElse("");
  }

  @Override
  public Optional<String> lastCommit(GerritPage page, String shown) {
    return client.scarce() ? Optional.empty() : log(page, below(page), shown);
  }

  private Optional<String> log(GerritPage page, String path, String shown) {
    String rest = "+log/" + join(page.full()) + path + "?format=JSON&n=1";
    return client.json(gitiles(page, rest, shown)).items("log").stream()
        .findFirst()
        .flatMap(commit -> commit.text("commit"));
  }

  @Override
  public List<String> files(GerritPage page, String commit, String folder, String shown) {
    String rest = "+/" + commit + "/?format=JSON&recursive=1";
    List<String> files = new ArrayList<>();
    for (RestAnswer entry : client.json(gitiles(page, rest, shown)).items("entries")) {
      if (entry.text("type").filter("blob"::equals).isPresent()) {
        entry.text("name").ifPresent(files::add);
      }
    }
    return files;
  }

  @Override
  public void tree(GerritPage page, String commit, TreeWriter tree, String shown)
      throws IOException {
    Path archive = tree.scratch();
    String rest = "+archive/" + commit + below(page) + ".tar.gz";
    client.send(gitiles(page, rest, shown).into(archive));
    // The archive of a folder has its files at its root.
    tree.tarGz(archive, 0, "");
  }

  @Override
  public Map<String, String> tags(GerritPage page, String shown) {
    Map<String, String> tags = new TreeMap<>();
    String address = settings.api() + "/projects/" + UrlPath.encode(page.project()) + "/tags/?n=";
    for (int number = 0; number < MOST_PAGES; number++) {
      String next = address + TAGS + "&S=" + number * TAGS;
      List<RestAnswer> found = client.json(get(next, shown)).items();
      for (RestAnswer tag : found) {
        // Of an annotated tag the revision is its own.
        String commit = tag.text("object").orElseGet(() -> tag.requireText("revision"));
        tags.put(tag.requireText("ref").replaceFirst("^refs/tags/", ""), commit);
      }
      if (found.size() < TAGS) {
        return tags;
      }
    }
    throw PortalException.input("'" + shown + "' has too many tags");
  }

  /** A reference that is no commit is taken for a tag: a URL has to say which of them it is. */
  @Override
  public URI at(GerritPage page, String ref) {
    boolean commit = ref.matches("[0-9a-f]{40}");
    String name = (commit ? "" : "refs/tags/") + UrlPath.encode(ref);
    return URI.create(settings.gitiles() + "/" + join(page.project()) + "/+/" + name + below(page));
  }
}
