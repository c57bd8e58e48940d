package dev.callboard.integrations.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of GitHub's REST API that reading needs, version 2022-11-28: contents, commits, trees
 * and archives of repositories.
 */
final class GitHubApi {
  private final ObjectMapper json = new ObjectMapper(new JsonFactory());
  private final GitHubSettings settings;
  private final GitHubApps apps;
  private final HostClient client;

  GitHubApi(GitHubSettings settings, GitHubApps apps, HostClient client) {
    this.settings = settings;
    this.apps = apps;
    this.client = client;
  }

  private String repository(GitHubUrl url) {
    return settings.api() + "/repos/" + UrlPath.join(List.of(url.owner(), url.repo()));
  }

  private Optional<String> token(GitHubUrl url) {
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

  HostAnswer file(GitHubUrl url, ReadOptions options, String shown) {
    if (!usesApi(url)) {
      String raw = settings.raw().orElseThrow().toString();
      String address =
          raw
              + "/"
              + UrlPath.join(List.of(url.owner(), url.repo(), url.ref()))
              + "/"
              + UrlPath.join(url.path());
      return client.send(HostRequest.get(URI.create(address), shown).unless(options));
    }
    String address =
        repository(url)
            + "/contents/"
            + UrlPath.join(url.path())
            + "?ref="
            + UrlPath.encode(url.ref());
    return client.send(get(url, address, "application/vnd.github.raw+json", shown).unless(options));
  }

  /** Returns the commit that a reference stands for. */
  String commit(GitHubUrl url, String shown) {
    if (url.isPinned()) {
      return url.ref();
    }
    String address = repository(url) + "/commits/" + UrlPath.encode(url.ref());
    byte[] bytes = client.send(get(url, address, "application/vnd.github.sha", shown)).bytes();
    String commit = new String(bytes, StandardCharsets.US_ASCII).strip();
    if (!commit.matches("[0-9a-f]{40,64}")) {
      throw PortalException.unavailable("'" + shown + "' could not be read, its commit is garbage");
    }
    return commit;
  }

  /** Returns the last commit that changed a file, or empty when there are few requests left. */
  Optional<String> lastCommit(GitHubUrl url, String shown) {
    if (!usesApi(url) || client.scarce()) {
      return Optional.empty();
    }
    String address =
        repository(url)
            + "/commits?per_page=1&path="
            + UrlPath.encode(String.join("/", url.path()))
            + (url.ref().equals("HEAD") ? "" : "&sha=" + UrlPath.encode(url.ref()));
    try {
      JsonNode first = parse(client.send(get(url, address, accept(), shown)), shown).path(0);
      return Optional.of(first.path("sha").asText("")).filter(sha -> !sha.isEmpty());
    } catch (PortalException e) {
      // The file was read; where it comes from is worth no failure.
      return Optional.empty();
    }
  }

  /** Returns the paths of all files of a commit, or empty when they are too many for one answer. */
  Optional<List<String>> files(GitHubUrl url, String commit, String shown) {
    String address = repository(url) + "/git/trees/" + commit + "?recursive=1";
    JsonNode tree = parse(client.send(get(url, address, accept(), shown)), shown);
    if (tree.path("truncated").asBoolean()) {
      return Optional.empty();
    }
    List<String> files = new ArrayList<>();
    for (JsonNode item : tree.path("tree")) {
      if (item.path("type").asText().equals("blob")) {
        files.add(item.path("path").asText());
      }
    }
    return Optional.of(files);
  }

  void archive(GitHubUrl url, String commit, Path target, String shown) {
    client.send(get(url, repository(url) + "/zipball/" + commit, accept(), shown).into(target));
  }

  private static String accept() {
    return "application/vnd.github+json";
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
