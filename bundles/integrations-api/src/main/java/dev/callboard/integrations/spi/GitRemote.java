package dev.callboard.integrations.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where git serves a repository of a host. It holds a credential: never show or log it.
 *
 * @param remote the repository over http(s), not null
 * @param ref branch, tag or commit, {@code HEAD} for the default branch, not null
 * @param authorization the value of the header with the credentials, or empty
 * @since 1.4
 */
public record GitRemote(URI remote, String ref, Optional<String> authorization) {
  /** Refuses null. */
  public GitRemote {
    requireNonNull(remote, "remote is null");
    requireNonNull(ref, "ref is null");
    requireNonNull(authorization, "authorization is null");
  }

  /**
   * Returns the repository at an address, with a token as the password.
   *
   * @param address of the repository, encoded as far as needed, without {@code .git}
   * @param ref as above
   * @param user who the host wants to be named beside a token, not null
   * @param token empty for none
   */
  public static GitRemote of(String address, String ref, String user, Optional<String> token) {
    return new GitRemote(
        URI.create(address + ".git"),
        ref,
        token.map(
            secret ->
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public String toString() {
    return remote + " " + ref;
  }
}
