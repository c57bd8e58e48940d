package dev.callboard.catalog.fakes;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/** The server itself. */
public final class SystemPrincipal implements PortalPrincipal {
  @Override
  public String getName() {
    return "system:ingestion";
  }

  @Override
  public PrincipalType type() {
    return PrincipalType.SYSTEM;
  }

  @Override
  public List<String> ownershipRefs() {
    return List.of();
  }

  @Override
  public Optional<PortalPrincipal> actor() {
    return Optional.empty();
  }

  @Override
  public List<AccessRestriction> accessRestrictions() {
    return List.of();
  }
}
