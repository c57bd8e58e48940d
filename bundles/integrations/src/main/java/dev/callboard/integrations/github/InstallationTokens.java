package dev.callboard.integrations.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of the installations of one host's apps, kept for each owner until shortly before they
 * end. That an owner has not installed an app is kept for a while, too. Thread-safe; one owner
 * waits for the other, as there is one request in an hour for each.
 */
final class InstallationTokens {
  private static final Duration EARLY = Duration.ofMinutes(10);
  private static final Duration ABSENT = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private record Known(Optional<String> token, Instant until) {}

  private final GitHubSettings settings;
  private final RestApis apis;
  private final Clock clock;
  private final Map<String, Known> known = new LinkedHashMap<>();

  InstallationTokens(GitHubSettings settings, RestApis apis, Clock clock) {
    this.settings = settings;
    this.apis = apis;
    this.clock = clock;
  }

  /** Returns the token for an owner, or empty. Blocks. */
  synchronized Optional<String> token(String owner) {
    if (settings.apps().isEmpty()) {
      return Optional.empty();
    }
    String key = owner.toLowerCase(Locale.ROOT);
    Known before = known.get(key);
    if (before != null && clock.instant().isBefore(before.until())) {
      return before.token();
    }
    Known now = fetch(owner);
    known.remove(key);
    known.put(key, now);
    if (known.size() > MOST) {
      Iterator<Known> oldest = known.values().iterator();
      oldest.next();
      oldest.remove();
    }
    return now.token();
  }

  private Known fetch(String owner) {
    for (GitHubApp app : settings.apps()) {
      if (!app.mayUse(owner)) {
        continue;
      }
      RestApi api = open(app);
      Optional<String> installation = installation(api, app, owner);
      if (installation.isPresent()) {
        return create(api, app, installation.get());
      }
    }
    return new Known(Optional.empty(), clock.instant().plus(ABSENT));
  }

  private RestApi open(GitHubApp app) {
    HostProfile profile =
        HostProfile.of("github", settings.host(), Set.of(HostSettings.origin(settings.api())));
    return apis.open(
        profile,
        settings.api(),
        Map.of(
            "Accept",
            "application/vnd.github+json",
            "X-GitHub-Api-Version",
            "2022-11-28",
            "Authorization",
            "Bearer " + app.jwt(clock.instant())));
  }

  /** Returns the owners of the installations of an app that may be used, sorted. Blocks. */
  List<String> owners(String id) {
    return settings.apps().stream()
        .filter(app -> app.id().equals(id))
        .flatMap(app -> installations(open(app), app).stream())
        .filter(installation -> installation.text("suspended_at").isEmpty())
        .flatMap(installation -> installation.text("account", "login").stream())
        .filter(
            owner ->
                settings.apps().stream().anyMatch(app -> app.id().equals(id) && app.mayUse(owner)))
        .sorted()
        .distinct()
        .toList();
  }

  private static List<RestAnswer> installations(RestApi api, GitHubApp app) {
    String what = "Looking for the installations of the GitHub app " + app.id();
    return api.list("/app/installations?per_page=100", what).stream()
        .map(each -> new RestAnswer(200, Map.of(), each, ""))
        .toList();
  }

  private static Optional<String> installation(RestApi api, GitHubApp app, String owner) {
    for (RestAnswer installation : installations(api, app)) {
      if (installation.text("account", "login").filter(owner::equalsIgnoreCase).isEmpty()) {
        continue;
      }
      if (installation.text("suspended_at").isPresent()) {
        throw PortalException.notAllowed(
            "The GitHub app " + app.id() + " is suspended by '" + owner + "'");
      }
      return installation.text("id");
    }
    return Optional.empty();
  }

  private Known create(RestApi api, GitHubApp app, String installation) {
    RestAnswer made =
        api.send("POST", "/app/installations/" + installation + "/access_tokens", Map.of())
            .require("Getting a token of the GitHub app " + app.id());
    Instant end;
    try {
      end = Instant.parse(made.requireText("expires_at"));
    } catch (DateTimeException e) {
      throw PortalException.unavailable(
          "GitHub does not say until when a token of the app " + app.id() + " is good");
    }
    return new Known(Optional.of(made.requireText("token")), end.minus(EARLY));
  }
}
