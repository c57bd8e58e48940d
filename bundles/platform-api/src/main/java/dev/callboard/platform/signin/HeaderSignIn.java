package dev.callboard.platform.signin;

import java.util.function.Function;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sign-in by an authenticating proxy in front of the server, which says in headers who somebody is.
 * Only called for requests from an address of {@code
 * auth.providers.<id>.<environment>.trustedProxies}. Called by several threads.
 */
@ConsumerType
public interface HeaderSignIn extends SignInProvider {
  /**
   * Returns who the proxy says it is.
   *
   * @param context the configuration, not null
   * @param headers gives the one value of a header, or null when there is none or are several
   * @throws dev.callboard.platform.error.PortalException with code {@code AUTHENTICATION} when the
   *     headers do not say
   */
  SignInResult signIn(SignInContext context, Function<String, String> headers);
}
