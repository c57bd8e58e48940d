package dev.callboard.platform.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sign-in with a name and a password that somebody else knows, such as a directory. The server
 * shows the form, sees to it that only this form is answered, and limits failures by address and by
 * account before it asks. Called by several threads; may block on the network, for seconds at the
 * most.
 *
 * <p>Both methods throw {@link PortalException}: with code {@code AUTHENTICATION} and one message
 * for all reasons when the person is not let in, {@code SERVICE_UNAVAILABLE} when that could not be
 * found out. Messages are shown to people; neither they nor logs have the password.
 */
@ConsumerType
public interface PasswordSignIn extends SignInProvider {
  /**
   * Returns who has this name and this password.
   *
   * @param context the configuration, not null
   * @param username as typed: not empty, 256 characters at the most, none of them invisible
   * @param password as typed: not empty, 1024 characters at the most
   */
  SignInResult signIn(SignInContext context, String username, String password);

  /**
   * Looks again, without a password, whether somebody may still be signed in. Only called for
   * results that had a refresh token.
   *
   * @param context the configuration, not null
   * @param refreshToken of the earlier result, not null
   */
  default SignInResult refresh(SignInContext context, String refreshToken) {
    throw new PortalException(ErrorCode.AUTHENTICATION, "Refresh failed; sign in again");
  }
}
