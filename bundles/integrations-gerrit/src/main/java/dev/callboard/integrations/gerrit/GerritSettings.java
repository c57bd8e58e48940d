package dev.callboard.integrations.gerrit;

import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.util.Optional;

/**
 * One entry of {@code integrations.gerrit}, with the keys that Backstage documents.
 *
 * @param host the host, with its port when it has one
 * @param base where Gerrit is
 * @param gitiles where Gitiles is
 * @param authorization the value of the header with the credentials, or empty
 * @param edits whether files are edited in Gerrit
 */
record GerritSettings(
    String host, URI base, URI gitiles, Optional<String> authorization, boolean edits) {
  static GerritSettings of(HostSettings settings) {
    String host = settings.host(null);
    URI base = settings.url("baseUrl", "https://" + host);
    Optional<String> user = settings.secret("username");
    Optional<String> password = settings.secret("password");
    if (user.isPresent() != password.isPresent()) {
      throw settings.wrong(
          user.isPresent() ? "username" : "password",
          "needs a '" + (user.isPresent() ? "password" : "username") + "' beside it");
    }
    return new GerritSettings(
        host,
        base,
        settings.url("gitilesBaseUrl", base + "/plugins/gitiles"),
        user.map(name -> HostSettings.basic(name, password.orElseThrow())),
        !settings.entry().bool("disableEditUrl").orElse(false));
  }

  /** Returns where Gerrit's API is; who has credentials signs in below a path of its own. */
  String api() {
    return base + (authorization.isPresent() ? "/a" : "");
  }

  /** Returns where Gitiles is for us, which is below the same path when it is a part of Gerrit. */
  String files() {
    String text = gitiles.toString();
    return authorization.isPresent() && text.startsWith(base + "/")
        ? api() + text.substring(base.toString().length())
        : text;
  }
}
