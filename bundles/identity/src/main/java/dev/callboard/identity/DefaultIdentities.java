package dev.callboard.identity;

import dev.callboard.identity.signin.UserIdentities;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives sign-in what only this package can make. */
final class DefaultIdentities implements UserIdentities {
  private final TokenAuthority authority;

  DefaultIdentities(TokenAuthority authority) {
    this.authority = authority;
  }

  @Override
  public Map<String, Object> issue(String userRef) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("type", "user");
    identity.put("userEntityRef", userRef);
    identity.put("ownershipEntityRefs", authority.users().ownershipOf(userRef));
    Map<String, Object> backstageIdentity = new LinkedHashMap<>();
    backstageIdentity.put("token", authority.users().issue(userRef));
    backstageIdentity.put("identity", identity);
    backstageIdentity.put("expiresInSeconds", authority.settings().tokens().lifetime().toSeconds());
    return backstageIdentity;
  }

  @Override
  public void requireWelcome(String userRef) {
    if (authority.revocations().isBlocked(userRef)) {
      throw PortalException.notAllowed(
          "This account is blocked. Ask whoever runs the portal to let you in again");
    }
  }

  @Override
  public void endTokens(String userRef) {
    authority.revocations().endTokens(userRef);
  }

  @Override
  public long sessionsFrom(String userRef) {
    return authority.revocations().sessionsFrom(userRef);
  }

  @Override
  public PortalPrincipal actor(Optional<String> userRef) {
    return userRef
        .map(ref -> DefaultPrincipal.user(ref, List::of, Optional::empty))
        .orElseGet(DefaultPrincipal::anonymous);
  }

  @Override
  public PortalPrincipal server() {
    return DefaultPrincipal.system("identity");
  }

  @Override
  public boolean hasGuests() {
    return authority.settings().guest().configured();
  }

  @Override
  public Optional<String> guest() {
    GuestSettings guest = authority.settings().guest();
    if (!guest.configured()) {
      return Optional.empty();
    }
    if (!guest.allowed()) {
      throw PortalException.notAllowed(
          "Guests may sign in during development only; set auth.environment to development or"
              + " auth.providers.guest.dangerouslyAllowOutsideDevelopment to true");
    }
    return Optional.of(guest.userRef());
  }
}
