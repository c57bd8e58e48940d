package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import java.net.URI;
import java.util.List;

/**
 * A repository on GitHub, as a step works on it.
 *
 * @param context of the step
 * @param api of the host, with credentials
 * @param settings of the host
 * @param token the credential
 * @param owner a user or organisation
 * @param name of the repository
 */
record GitHubRepository(
    ActionContext context,
    RestApi api,
    GitHubSettings settings,
    Secret token,
    String owner,
    String name) {

  /** Returns the path of the repository, or of something in it; each part is encoded. */
  String path(String... parts) {
    String rest = parts.length == 0 ? "" : "/" + UrlPath.join(List.of(parts));
    return "/repos/" + owner + "/" + name + rest;
  }

  /** Sends a request and returns the answer when it is one of success. */
  RestAnswer call(String what, String method, String path, Object body) {
    context.checkCancelled();
    return api.send(method, path, body).require(what);
  }

  /** Returns the repository of the same name that belongs to somebody else. */
  GitHubRepository of(String other) {
    return new GitHubRepository(context, api, settings, token, other, name);
  }

  /** Returns where to push to: what the host says, if it is at the host. */
  URI cloneUrl(RestAnswer repository) {
    URI url = URI.create(repository.requireText("clone_url"));
    if (url.getHost() == null
        || url.getRawUserInfo() != null
        || !HostSettings.origin(url).equals(HostSettings.origin(settings.web()))) {
      // The token would go there.
      throw PortalException.unavailable(
          "The API of " + settings.host() + " names a repository on another host");
    }
    return url;
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
