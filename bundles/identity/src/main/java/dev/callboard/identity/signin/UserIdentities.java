package dev.callboard.identity.signin;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.Map;
import java.util.Optional;

/** What sign-in needs of the part that makes tokens. Thread-safe. */
public interface UserIdentities {
  /** Returns a new token for a user, in the form {@code backstageIdentity} has in answers. */
  Map<String, Object> issue(String userRef);

  /**
   * Checks that a user may come in.
   *
   * @throws dev.callboard.platform.error.PortalException when the account is blocked
   */
  void requireWelcome(String userRef);

  /** Ends the tokens of a user who has signed out. */
  void endTokens(String userRef);

  /** Returns the second from which on sessions of a user count; earlier ones were ended. */
  long sessionsFrom(String userRef);

  /** Returns a user, or nobody, for the audit log. */
  PortalPrincipal actor(Optional<String> userRef);

  /** Returns the server itself, as which the catalog is read. */
  PortalPrincipal server();

  /**
   * Returns the user that guests are; empty when guests are not configured.
   *
   * @throws dev.callboard.platform.error.PortalException when they may not sign in here
   */
  Optional<String> guest();

  /** Returns whether guests are configured. */
  boolean hasGuests();
}
