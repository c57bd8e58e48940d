package dev.callboard.integrations.gitea;

import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.util.Optional;

/**
 * One entry of {@code integrations.gitea}, with the keys that Backstage documents.
 *
 * @param host the host, with its port when it has one
 * @param base where its pages, repositories and API are
 * @param authorization the value of the header with the credentials, or empty
 * @param gitAuthorization the same for git, which takes a token for a password only
 */
record GiteaSettings(
    String host, URI base, Optional<String> authorization, Optional<String> gitAuthorization) {
  static GiteaSettings of(HostSettings settings) {
    String host = settings.host(null);
    Optional<String> user = settings.secret("username");
    Optional<String> password = settings.secret("password");
    if (user.isPresent() && password.isEmpty()) {
      throw settings.wrong("username", "needs a 'password' beside it");
    }
    // A password without a user is a token.
    Optional<String> token = settings.secret("token").or(() -> password);
    Optional<String> basic = user.map(name -> HostSettings.basic(name, password.orElseThrow()));
    return new GiteaSettings(
        host,
        settings.url("baseUrl", "https://" + host),
        basic.or(() -> token.map(text -> "token " + text)),
        basic.or(() -> token.map(text -> HostSettings.basic("token", text))));
  }
}
