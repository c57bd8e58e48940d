package dev.callboard.platform.signin;

import org.osgi.annotation.versioning.ProviderType;

/** One attempt to sign in, from start to callback. */
@ProviderType
public interface SignInAttempt {
  /** Returns the {@code state} that has to come back with the code. */
  String state();

  /** Returns the scopes that the page asked for, separated by spaces; may be empty. */
  String scope();

  /**
   * Returns a secret of 43 letters, digits, hyphens and underscores that only this server can know,
   * as for a PKCE verifier or an OpenID nonce. The same at the start and at the end of the attempt,
   * and another one for each other attempt.
   *
   * @param purpose what it is for; each purpose has its own
   */
  String secret(String purpose);
}
