package dev.callboard.permission;

import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;

/** Knows the server itself only. */
final class SystemIdentity implements IdentityService {
  @Override
  public PortalPrincipal authenticate(String token, String pluginId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PortalPrincipal anonymous() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PortalPrincipal system(String name) {
    return FakePrincipal.of(PrincipalType.SYSTEM, "system:" + name);
  }

  @Override
  public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
    throw new UnsupportedOperationException();
  }
}
