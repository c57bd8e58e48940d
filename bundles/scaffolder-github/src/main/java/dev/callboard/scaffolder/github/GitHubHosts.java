package dev.callboard.scaffolder.github;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.PersonalToken;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens repositories on the hosts of {@code integrations.github}, and on no others. */
@Component(service = GitHubHosts.class)
public final class GitHubHosts {
  private final ConfigService config;
  private final RestApis apis;
  private final HostCredentials credentials;

  /** Called by Declarative Services. */
  @Activate
  public GitHubHosts(
      @Reference ConfigService config,
      @Reference RestApis apis,
      @Reference HostCredentials credentials) {
    this.config = requireNonNull(config, "config is null");
    this.apis = requireNonNull(apis, "apis is null");
    this.credentials = requireNonNull(credentials, "credentials is null");
  }

  /** Opens the repository that the input {@code repoUrl} names, with the input {@code token}. */
  GitHubRepository open(ActionContext context, ActionInput input) {
    RepoUrl url = RepoUrl.parse(input.require("repoUrl"));
    Config current = config.current();
    GitHubSettings settings = GitHubSettings.of(current, url.host());
    String owner = name(url, "owner");
    String repo = name(url, "repo");
    Secret token = token(current, settings, owner, input.text("token"));
    return new GitHubRepository(context, api(settings, token), settings, token, owner, repo);
  }

  /** Opens the API of a host for a person. */
  RestApi api(String host, Secret token) {
    return api(GitHubSettings.of(config.current(), host), token);
  }

  /** A name becomes one part of a path, whatever is in it. */
  private static String name(RepoUrl url, String part) {
    String name = url.require(part);
    if (!name.matches("[A-Za-z0-9._-]{1,100}") || name.matches("\\.+")) {
      throw PortalException.input("'" + name + "' is no " + part + " of a repository on GitHub");
    }
    return name;
  }

  private Secret token(
      Config config, GitHubSettings settings, String owner, Optional<String> given) {
    if (given.isPresent()) {
      return Secret.of(given.get());
    }
    PersonalToken.check(config.bool(PersonalToken.KEY).orElse(false), settings.host(), given);
    return credentials
        .token("github", settings.host(), owner)
        .map(Secret::of)
        .or(settings::token)
        .orElseThrow(
            () ->
                PortalException.input(
                    "No token available for host: "
                        + settings.host()
                        + "; set token or apps in integrations.github, or the input 'token'"));
  }

  private RestApi api(GitHubSettings settings, Secret token) {
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
            "Bearer " + token.reveal()));
  }
}
