package dev.callboard.integrations.git;

import dev.callboard.git.transport.SshAccess;
import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.util.Optional;

/**
 * One entry of {@code integrations.git}.
 *
 * @param host the host, with its port when it has one
 * @param base where repositories are; tells the scheme
 * @param authorization the value of the header with the credentials, or empty
 * @param ssh how repositories are fetched over ssh, or empty when they are over http(s)
 */
record GitSettings(String host, URI base, Optional<String> authorization, Optional<SshAccess> ssh) {
  static GitSettings of(HostSettings settings) {
    String host = settings.host(null);
    URI base = settings.url("baseUrl", "https://" + host);
    Optional<String> password = settings.secret("password").or(() -> settings.secret("token"));
    Optional<String> user = settings.secret("username");
    if (user.isPresent() && password.isEmpty()) {
      throw settings.wrong("username", "needs a 'password' or a 'token' beside it");
    }
    Optional<SshAccess> ssh = SshAccess.of(settings, host);
    if (ssh.isPresent() && password.isPresent()) {
      throw settings.wrong("ssh", "cannot stand beside a password or token; keep one of them");
    }
    return new GitSettings(
        host, base, password.map(secret -> HostSettings.basic(user.orElse("git"), secret)), ssh);
  }
}
