package dev.callboard.platform.signin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to find out who somebody is. Register an implementation of {@link RedirectSignIn}, {@link
 * PasswordSignIn} or {@link HeaderSignIn} as a service under this interface; it serves {@code
 * /api/auth/<id>} once {@code auth.providers.<id>.<environment>} is configured. A provider of the
 * server itself goes before one of a plugin with the same id.
 *
 * <p>A provider only says who somebody is at the identity provider. Which user of the catalog that
 * is, is decided by the resolvers of the configuration.
 */
@ConsumerType
public interface SignInProvider {
  /**
   * Returns the id, of letters, digits and hyphens. Constant; {@code guest} and {@code v1} are
   * taken.
   */
  String id();
}
