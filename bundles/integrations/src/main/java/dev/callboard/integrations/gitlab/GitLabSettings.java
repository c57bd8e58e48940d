package dev.callboard.integrations.gitlab;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code integrations.gitlab}, with the keys that Backstage documents.
 *
 * @param host gitlab.com or a host of one's own
 * @param api where the REST API is
 * @param base where the pages are
 * @param token for the API, or empty
 * @param perMinute requests at most, or 0
 * @param retries how often a request is sent again
 * @param retryStatuses after which status codes
 */
record GitLabSettings(
    String host,
    URI api,
    URI base,
    Optional<String> token,
    int perMinute,
    int retries,
    List<Integer> retryStatuses) {
  private static final String CLOUD = "gitlab.com";

  static GitLabSettings cloud() {
    URI base = URI.create("https://gitlab.com");
    URI api = URI.create("https://gitlab.com/api/v4");
    return new GitLabSettings(CLOUD, api, base, Optional.empty(), 0, 0, List.of());
  }

  static GitLabSettings of(HostSettings settings) {
    String host = settings.host(CLOUD);
    URI base = settings.url("baseUrl", "https://" + host);
    Config entry = settings.entry();
    return new GitLabSettings(
        host,
        settings.url("apiBaseUrl", base + "/api/v4"),
        base,
        settings.secret("token"),
        number(settings, "retry.maxApiRequestsPerMinute"),
        number(settings, "retry.maxRetries"),
        statuses(settings, entry.strings("retry.retryStatusCodes")));
  }

  private static int number(HostSettings settings, String key) {
    long value = settings.entry().number(key).orElse(0L);
    // -1 is how the reference writes "no limit"
    if (value < -1 || value > 1_000_000) {
      throw settings.wrong(key, "must be a number from 0 to 1000000");
    }
    return (int) Math.max(0, value);
  }

  private static List<Integer> statuses(HostSettings settings, List<String> texts) {
    List<Integer> statuses = new ArrayList<>();
    for (String text : texts) {
      if (!text.matches("[1-5][0-9][0-9]")) {
        throw wrongStatus(settings);
      }
      statuses.add(Integer.valueOf(text));
    }
    return statuses;
  }

  private static PortalException wrongStatus(HostSettings settings) {
    return settings.wrong("retry.retryStatusCodes", "must be a list of status codes such as 429");
  }
}
