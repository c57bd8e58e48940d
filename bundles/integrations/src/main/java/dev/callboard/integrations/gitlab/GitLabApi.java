package dev.callboard.integrations.gitlab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of GitLab's REST API, version 4, that reading needs: repository files, commits, trees
 * and archives of projects.
 */
final class GitLabApi {
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>;\\s*rel=\"next\"");
  private static final int MOST_PAGES = 500;

  private final ObjectMapper json = new ObjectMapper(new JsonFactory());
  private final GitLabSettings settings;
  private final HostClient client;

  GitLabApi(GitLabSettings settings, HostClient client) {
    this.settings = settings;
    this.client = client;
  }

  private String repository(GitLabUrl url) {
    return settings.api() + "/projects/" + UrlPath.encode(url.slug()) + "/repository";
  }

  private HostRequest get(String address, String shown) {
    return HostRequest.get(URI.create(address), shown)
        .header("PRIVATE-TOKEN", settings.token().orElse(null));
  }

  HostAnswer file(GitLabUrl url, ReadOptions options, String shown) {
    String address =
        repository(url)
            + "/files/"
            + UrlPath.encode(String.join("/", url.path()))
            + "/raw?ref="
            + UrlPath.encode(url.ref());
    return client.send(get(address, shown).unless(options));
  }

  /** Returns the commit that a reference stands for. */
  String commit(GitLabUrl url, String shown) {
    String address = repository(url) + "/commits/" + UrlPath.encode(url.ref());
    String commit = parse(client.send(get(address, shown)), shown).path("id").asText("");
    if (!commit.matches("[0-9a-f]{40,64}")) {
      throw PortalException.unavailable("'" + shown + "' could not be read, its commit is garbage");
    }
    return commit;
  }

  /** Returns the paths of all files below a folder of a commit, page by page. */
  List<String> files(GitLabUrl url, String commit, String folder, String shown) {
    List<String> files = new ArrayList<>();
    String address =
        repository(url)
            + "/tree?recursive=true&per_page=100&pagination=keyset&ref="
            + commit
            + (folder.isEmpty() ? "" : "&path=" + UrlPath.encode(folder));
    for (int page = 0; address != null; page++) {
      if (page == MOST_PAGES) {
        throw PortalException.input(
            "'" + shown + "' has wildcards, but there are too many files; name a folder");
      }
      HostAnswer answer = client.send(get(address, shown));
      for (JsonNode item : parse(answer, shown)) {
        if (item.path("type").asText().equals("blob")) {
          files.add(item.path("path").asText());
        }
      }
      address = next(answer).orElse(null);
    }
    return files;
  }

  /** Returns the next page, which is one of the API, or it would get the token. */
  private Optional<String> next(HostAnswer answer) {
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

  void archive(GitLabUrl url, String commit, String folder, Path target, String shown) {
    String address =
        repository(url)
            + "/archive.zip?sha="
            + commit
            + (folder.isEmpty() ? "" : "&path=" + UrlPath.encode(folder));
    client.send(get(address, shown).into(target));
  }

  private JsonNode parse(HostAnswer answer, String shown) {
    try {
      return json.readTree(answer.bytes());
    } catch (IOException e) {
      throw PortalException.unavailable(
          "'" + shown + "' could not be read, the host's answer is no JSON");
    }
  }
}
