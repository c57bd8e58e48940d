package dev.callboard.scaffolder.bitbucket;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Bitbucket with the credentials of a step.
 *
 * @param type the key below {@code integrations}
 * @param name of the host
 * @param api where the REST API is
 * @param origins where repositories may be
 * @param apiUser whose password it is for the API, or empty when the secret is a token by itself
 * @param gitUser who git says it is
 * @param secret the password or token
 * @param signingKey that signs commits, or empty
 */
record BitbucketHost(
    String type,
    String name,
    URI api,
    Set<String> origins,
    String apiUser,
    String gitUser,
    Secret secret,
    Optional<Secret> signingKey) {

  RestApi open(RestApis apis) {
    HostProfile profile = HostProfile.of(type, name, Set.of(HostSettings.origin(api)));
    return apis.open(profile, api, Map.of("Authorization", authorization()));
  }

  /** Returns the host with another API. */
  BitbucketHost at(URI other) {
    return new BitbucketHost(type, name, other, origins, apiUser, gitUser, secret, signingKey);
  }

  private String authorization() {
    if (apiUser.isEmpty()) {
      return "Bearer " + secret.reveal();
    }
    return HostSettings.basic(apiUser, secret.reveal());
  }

  /**
   * Returns where to push to: what the host says, if it is at the host.
   *
   * @param link the name of the link, {@code https} or {@code http}
   */
  URI cloneUrl(RestAnswer repository, String link) {
    if (repository.object().get("links") instanceof Map<?, ?> links
        && links.get("clone") instanceof List<?> clones) {
      for (Object clone : clones) {
        if (clone instanceof Map<?, ?> map
            && link.equals(map.get("name"))
            && map.get("href") instanceof String href) {
          return checked(URI.create(href));
        }
      }
    }
    throw PortalException.unavailable("The host's answer has no link to clone the repository");
  }

  private URI checked(URI url) {
    if (url.getHost() == null || !origins.contains(HostSettings.origin(url))) {
      // The token would go there.
      throw PortalException.unavailable(
          "The API of " + name + " names a repository on another host");
    }
    // The cloud puts the name of the token's user into it.
    return URI.create(HostSettings.origin(url) + url.getRawPath());
  }
}
