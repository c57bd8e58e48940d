package dev.callboard.scaffolder.publish;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import java.util.Map;
import java.util.Optional;

/** The key that signs the commit of a step that has the input {@code signCommit}. */
public final class SigningKey {
  /** The key in an entry of {@code integrations}. */
  public static final String KEY = "commitSigningKey";

  private SigningKey() {}

  /** Returns the schema of the input. */
  public static Map<String, Object> input() {
    return InputSchema.bool("Whether the commit is signed with the key of the configuration");
  }

  /**
   * Returns the key when the step wants one.
   *
   * @param input of the step
   * @param key the value of {@code commitSigningKey} in the entry of the host, or empty
   * @param host for the message
   * @param publisher checks the key
   * @throws PortalException with code {@code INPUT} when there is none, or one that does not sign
   */
  public static Optional<Secret> of(
      ActionInput input, Optional<Secret> key, String host, GitPublisher publisher) {
    if (!input.bool("signCommit", false)) {
      return Optional.empty();
    }
    Secret secret =
        key.orElseThrow(
            () ->
                PortalException.input(
                    "Signing commits is enabled but no signing key is provided in the"
                        + " configuration; set "
                        + KEY
                        + " in the entry of host "
                        + host
                        + " in integrations"));
    publisher.checkSigningKey(secret);
    return Optional.of(secret);
  }
}
