package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.RepoUrl;
import dev.callboard.scaffolder.api.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A GitLab, as a step works on it.
 *
 * @param context of the step
 * @param api of the host, with credentials
 * @param settings of the host
 * @param token the credential
 * @param url what the template names
 * @param personal whether nothing may be done with the operator's credentials
 */
record GitLab(
    ActionContext context,
    RestApi api,
    GitLabSettings settings,
    Secret token,
    RepoUrl url,
    boolean personal) {

  /** Returns the project that the URL names: its id, or its path with all groups. */
  String project() {
    return url.project().orElseGet(() -> url.require("owner") + "/" + url.require("repo"));
  }

  /** Returns the path of a project, or of something in it; each part is encoded. */
  static String path(String project, String... parts) {
    String rest = parts.length == 0 ? "" : "/" + UrlPath.join(List.of(parts));
    return "/projects/" + UrlPath.encode(project) + rest;
  }

  /** Returns the path of a group, or of something in it; each part is encoded. */
  static String group(String group, String... parts) {
    String rest = parts.length == 0 ? "" : "/" + UrlPath.join(List.of(parts));
    return "/groups/" + UrlPath.encode(group) + rest;
  }

  /** Sends a request and returns the answer when it is one of success. */
  RestAnswer call(String what, String method, String path, Object body) {
    context.checkCancelled();
    return api.send(method, path, body).require(what);
  }

  /** Looks for something; returns the answer, or empty when it is not there. */
  Optional<RestAnswer> find(String what, String path) {
    context.checkCancelled();
    RestAnswer answer = api.get(path);
    return answer.status() == 404 ? Optional.empty() : Optional.of(answer.require(what));
  }

  /** Returns where to push to: what the host says, if it is at the host. */
  URI cloneUrl(RestAnswer project) {
    URI url = URI.create(project.requireText("http_url_to_repo"));
    if (url.getHost() == null
        || url.getRawUserInfo() != null
        || !HostSettings.origin(url).equals(HostSettings.origin(settings.base()))) {
      // The token would go there.
      throw PortalException.unavailable(
          "The API of " + settings.host() + " names a repository on another host");
    }
    return url;
  }

  /** Returns the id of a user by name, or empty. */
  Optional<Long> user(String name) {
    RestAnswer answer =
        call(
            "Looking for the user '" + name + "'",
            "GET",
            "/users?username=" + UrlPath.encode(name),
            null);
    return answer.list().stream()
        .map(user -> user instanceof java.util.Map<?, ?> map ? map.get("id") : null)
        .filter(Number.class::isInstance)
        .map(id -> ((Number) id).longValue())
        .findFirst();
  }
}
