package dev.callboard.scaffolder.template;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what the form's repository picker gives: {@code host?owner=…&repo=…}. */
public final class RepoUrls {
  private static final List<String> PARTS =
      List.of("owner", "repo", "organization", "workspace", "project");

  private final RepoHosts hosts;

  /** Takes who knows the source hosts. */
  public RepoUrls(RepoHosts hosts) {
    this.hosts = hosts;
  }

  /**
   * The parts of a repository URL: {@code host}, and those of {@code owner}, {@code repo}, {@code
   * organization}, {@code workspace} and {@code project} that it names.
   *
   * @throws IllegalArgumentException when it is no such URL, when nothing is configured for its
   *     host, or when a part is missing that the host's product needs
   */
  public Map<String, Object> parse(String repoUrl) {
    URI uri = uri(repoUrl);
    Map<String, String> query = query(uri.getRawQuery());
    String host = uri.getRawAuthority().toLowerCase(Locale.ROOT);
    String type =
        hosts
            .type(host)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No matching integration configuration for host "
                            + host
                            + ", please check your integrations config"));
    for (String part : needed(type, host, query)) {
      if (query.getOrDefault(part, "").isEmpty()) {
        throw new IllegalArgumentException(
            "Invalid repo URL passed to publisher: " + repoUrl + ", missing " + part);
      }
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("host", host);
    for (String part : PARTS) {
      if (query.containsKey(part)) {
        parts.put(part, query.get(part));
      }
    }
    return parts;
  }

  private static URI uri(String repoUrl) {
    try {
      URI uri = new URI("https://" + repoUrl);
      if (uri.getRawAuthority() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, without the position in a text that nobody wrote.
    }
    throw new IllegalArgumentException("Invalid repo URL passed to publisher, got " + repoUrl);
  }

  private static List<String> needed(String type, String host, Map<String, String> query) {
    return switch (type) {
      case "bitbucket", "bitbucketCloud", "bitbucketServer" ->
          host.equals("bitbucket.org") || host.equals("www.bitbucket.org")
              ? List.of("workspace", "project", "repo")
              : List.of("project", "repo");
      case "azure" -> List.of("project", "repo");
      case "gitlab" -> query.containsKey("project") ? List.of() : List.of("owner", "repo");
      case "gitea", "gerrit" -> List.of("repo");
      default -> List.of("repo", "owner");
    };
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&")) {
      int sign = pair.indexOf('=');
      String name = sign < 0 ? pair : pair.substring(0, sign);
      query.putIfAbsent(decoded(name), sign < 0 ? "" : decoded(pair.substring(sign + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
