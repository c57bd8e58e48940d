package dev.callboard.integrations.git;

import dev.callboard.integrations.spi.HostSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One entry of {@code integrations.git}.
 *
 * @param host the host, with its port when it has one
 * @param base where repositories are; tells the scheme
 * @param authorization the value of the header with the credentials, or empty
 */
record GitSettings(String host, URI base, Optional<String> authorization) {
  static GitSettings of(HostSettings settings) {
    String host = settings.host(null);
    URI base = settings.url("baseUrl", "https://" + host);
    Optional<String> password = settings.secret("password").or(() -> settings.secret("token"));
    Optional<String> user = settings.secret("username");
    if (user.isPresent() && password.isEmpty()) {
      throw settings.wrong("username", "needs a 'password' or a 'token' beside it");
    }
    return new GitSettings(host, base, password.map(secret -> basic(user.orElse("git"), secret)));
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
