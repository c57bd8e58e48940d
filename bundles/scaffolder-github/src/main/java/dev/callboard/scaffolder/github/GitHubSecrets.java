package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import java.util.Map;

/** Stores secrets of GitHub Actions, encrypted for the repository or environment. */
final class GitHubSecrets {
  private final GitHubRepository repository;
  private final String path;

  /**
   * Creates a store.
   *
   * @param path where the secrets are, such as {@code /repos/acme/shop/actions/secrets}
   */
  GitHubSecrets(GitHubRepository repository, String path) {
    this.repository = repository;
    this.path = path;
  }

  /** Stores texts by their names. Storing them again does no harm. */
  void store(Map<String, Object> secrets) {
    if (secrets.isEmpty()) {
      return;
    }
    RestAnswer key =
        repository.call("Reading the key for secrets", "GET", path + "/public-key", null);
    SealedBox box = box(key);
    secrets.forEach(
        (name, value) ->
            repository.call(
                "Storing the secret '" + name + "'",
                "PUT",
                path + "/" + UrlPath.encode(name),
                RestBody.of()
                    .with("encrypted_value", box.seal(String.valueOf(value)))
                    .with("key_id", key.requireText("key_id"))
                    .build()));
  }

  private static SealedBox box(RestAnswer key) {
    try {
      return new SealedBox(key.requireText("key"));
    } catch (IllegalArgumentException e) {
      throw PortalException.unavailable("The host's key for secrets is not one");
    }
  }
}
