package dev.callboard.integrations.rest;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A service that gets credentials of source hosts which are not in the configuration themselves:
 * the tokens of GitHub apps. They are kept until shortly before they end. Thread-safe; blocks.
 */
@ProviderType
public interface HostCredentials {
  /**
   * Returns a token for what belongs to somebody on a host. It goes before a token in the entry of
   * the host, and is as secret.
   *
   * @param type the key below {@code integrations}, such as {@code github}, not null
   * @param host as its entry names it, not null
   * @param owner of the repository, not null
   * @return a token that is good for some minutes at least, or empty when none can be had for the
   *     owner
   * @throws dev.callboard.platform.error.PortalException with code {@code AUTHENTICATION} when the
   *     host refuses the app, {@code NOT_ALLOWED} when the owner has suspended it, {@code
   *     SERVICE_UNAVAILABLE} when the host does not answer as it should
   */
  Optional<String> token(String type, String host, String owner);

  /**
   * Returns who has installed an app on a host and is not kept from using it by the configuration,
   * sorted. Blocks.
   *
   * @param type the key below {@code integrations}, such as {@code github}, not null
   * @param host as its entry names it, not null
   * @param app the id of the app, not null
   * @return their names; none, which is the default, when the app is not configured
   * @throws dev.callboard.platform.error.PortalException as {@link #token}
   * @since 1.2
   */
  default List<String> owners(String type, String host, String app) {
    return List.of();
  }
}
