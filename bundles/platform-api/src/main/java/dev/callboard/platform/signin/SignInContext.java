package dev.callboard.platform.signin;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.Config;
import java.net.URI;

/**
 * What a provider works with.
 *
 * @param providerId the id of the provider
 * @param environment the part of the configuration that is used, such as {@code production}
 * @param config the section {@code auth.providers.<id>.<environment>}
 * @param callback where the identity provider sends browsers back to
 */
public record SignInContext(String providerId, String environment, Config config, URI callback) {
  /** Refuses null. */
  public SignInContext {
    requireNonNull(providerId, "providerId is null");
    requireNonNull(environment, "environment is null");
    requireNonNull(config, "config is null");
    requireNonNull(callback, "callback is null");
  }
}
