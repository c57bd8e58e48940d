package dev.callboard.catalog.discovery.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
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
 * @param api the client
 */
record GitLab(String host, RestApi api) {
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
    List<Config> entries = config.sections("integrations.gitlab");
    for (int i = 0; i < entries.size(); i++) {
      HostSettings settings = new HostSettings("gitlab", i, entries.get(i));
      if (settings.host(CLOUD).equals(host)) {
        URI base = settings.url("baseUrl", "https://" + host);
        URI api = settings.url("apiBaseUrl", base + "/api/v4");
        HostProfile profile = HostProfile.of("gitlab", host, Set.of(HostSettings.origin(api)));
        Map<String, String> headers =
            settings.secret("token").map(token -> Map.of("PRIVATE-TOKEN", token)).orElse(Map.of());
        return new GitLab(host, apis.open(profile, api, headers));
      }
    }
    throw PortalException.input(where + " needs the host " + host + " in integrations.gitlab");
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
