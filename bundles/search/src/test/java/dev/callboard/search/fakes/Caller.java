package dev.callboard.search.fakes;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/** A user of a name. */
public record Caller(String getName) implements PortalPrincipal {
  @Override
  public PrincipalType type() {
    return PrincipalType.USER;
  }

  @Override
  public List<String> ownershipRefs() {
    return List.of(getName);
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
