package dev.callboard.scaffolder.gitlab;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.PersonalToken;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens the hosts of {@code integrations.gitlab}, and no others. */
@Component(service = GitLabHosts.class)
public final class GitLabHosts {
  private final ConfigService config;
  private final RestApis apis;

  /** Called by Declarative Services. */
  @Activate
  public GitLabHosts(@Reference ConfigService config, @Reference RestApis apis) {
    this.config = requireNonNull(config, "config is null");
    this.apis = requireNonNull(apis, "apis is null");
  }

  /**
   * Opens the host that a repository URL names.
   *
   * @param given a token in place of the configured one
   */
  GitLab open(ActionContext context, String repoUrl, Optional<String> given) {
    RepoUrl url = RepoUrl.parse(repoUrl);
    Config current = config.current();
    GitLabSettings settings = GitLabSettings.of(current, url.host());
    boolean own = current.bool(PersonalToken.KEY).orElse(false);
    PersonalToken.check(own, settings.host(), given);
    Secret token =
        given
            .map(Secret::of)
            .or(settings::token)
            .orElseThrow(
                () -> PortalException.input("No token available for host " + settings.host()));
    RestApi api = given.isPresent() ? personal(settings, token) : configured(settings, token);
    return new GitLab(context, api, settings, token, url, own);
  }

  /** Opens a host with the credentials of the operator. */
  Optional<RestApi> operator(GitLabSettings settings) {
    return settings.token().map(token -> configured(settings, token));
  }

  /** Opens a host for a person. */
  RestApi api(String host, Secret token) {
    return personal(GitLabSettings.of(config.current(), host), token);
  }

  private RestApi configured(GitLabSettings settings, Secret token) {
    return apis.open(settings.profile(), settings.api(), Map.of("PRIVATE-TOKEN", token.reveal()));
  }

  /** People sign in with OAuth; personal access tokens are accepted in the same header. */
  private RestApi personal(GitLabSettings settings, Secret token) {
    return apis.open(
        settings.profile(), settings.api(), Map.of("Authorization", "Bearer " + token.reveal()));
  }
}
