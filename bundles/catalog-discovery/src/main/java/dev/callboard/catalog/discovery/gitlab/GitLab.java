package dev.callboard.catalog.discovery.gitlab;

import dev.callboard.catalog.discovery.Values;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks GitLab's REST API, page by page. Thread-safe; blocks.
 *
 * @param host as {@code integrations.gitlab} names it
 * @param base where its pages are
 * @param api the client
 */
record GitLab(String host, URI base, RestApi api) {
  private static final String CLOUD = "gitlab.com";
  private static final int PER_PAGE = 100;

  /**
   * Some of a list.
   *
   * @param items of the list
   * @param next the number of the next page, or empty at the end
   */
  record Items(List<Object> items, Optional<String> next) {}

  static GitLab of(String where, Config config, String host, RestApis apis) {
    HostSettings settings =
        HostSettings.find(config, "gitlab", host, CLOUD)
            .orElseThrow(
                () ->
                    PortalException.input(
                        where + " needs the host " + host + " in integrations.gitlab"));
    URI base = settings.url("baseUrl", "https://" + host);
    URI api = settings.url("apiBaseUrl", base + "/api/v4");
    HostProfile profile = HostProfile.of("gitlab", host, Set.of(HostSettings.origin(api)));
    Map<String, String> headers =
        settings.secret("token").map(token -> Map.of("PRIVATE-TOKEN", token)).orElse(Map.of());
    return new GitLab(host, base, apis.open(profile, api, headers));
  }

  /** Returns a project by its path, or empty when there is none of that path any more. */
  Optional<Object> project(String path) {
    RestAnswer answer = api.get("/projects/" + UrlPath.encode(path));
    if (answer.status() == 404 || (answer.status() >= 300 && answer.status() < 400)) {
      return Optional.empty();
    }
    Object project = answer.require("Reading " + host).body();
    // One that has moved is also found by its old path.
    return Values.text(project, "path_with_namespace").filter(path::equalsIgnoreCase).isPresent()
        ? Optional.of(project)
        : Optional.empty();
  }

  /** Returns a page of a list; the query of the path may be empty. */
  Items page(String path, String number) {
    String query = (path.contains("?") ? "&" : "?") + "per_page=" + PER_PAGE + "&page=" + number;
    RestAnswer answer = api.get(path + query).require("Reading " + host);
    Optional<String> next = answer.header("X-Next-Page");
    List<Object> items = answer.list();
    // Some proxies in front of GitLab take its headers away.
    boolean more = next.isEmpty() && items.size() == PER_PAGE;
    return new Items(
        items,
        more
            ? Optional.of(Integer.toString(Integer.parseInt(number) + 1))
            : next.filter(text -> text.matches("[0-9]{1,9}")));
  }
}
