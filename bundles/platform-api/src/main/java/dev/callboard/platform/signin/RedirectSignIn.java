package dev.callboard.platform.signin;

import java.net.URI;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sign-in on a page of somebody else, as in OAuth 2. State, nonce, cookies and allowed addresses
 * are looked after by the server. All methods may block on the network, for seconds at the most,
 * and are called by several threads.
 *
 * <p>All methods throw {@link dev.callboard.platform.error.PortalException}: with code {@code
 * AUTHENTICATION} when the person is not who they say, {@code SERVICE_UNAVAILABLE} when the
 * identity provider does not answer, {@code INPUT} when the configuration is wrong. Messages are
 * shown to people and must not have secrets.
 */
@ConsumerType
public interface RedirectSignIn extends SignInProvider {
  /**
   * Returns where to send the browser.
   *
   * @param context the configuration, not null
   * @param attempt the attempt that begins, not null; its state has to come back
   */
  URI start(SignInContext context, SignInAttempt attempt);

  /**
   * Exchanges the code for a person.
   *
   * @param context the configuration, not null
   * @param attempt the attempt that ends, not null; it gives the same secrets as when it began
   * @param code what the identity provider sent, not null
   */
  SignInResult finish(SignInContext context, SignInAttempt attempt, String code);

  /**
   * Asks again who somebody is, with the refresh token of an earlier result.
   *
   * @param context the configuration, not null
   * @param refreshToken not null
   * @param scope what was granted, may be empty
   */
  SignInResult refresh(SignInContext context, String refreshToken, String scope);

  /**
   * Ends the session at the identity provider, where it knows how. A failure does not keep people
   * from logging out.
   *
   * @param context the configuration, not null
   * @param refreshToken not null
   */
  default void logout(SignInContext context, String refreshToken) {}
}
