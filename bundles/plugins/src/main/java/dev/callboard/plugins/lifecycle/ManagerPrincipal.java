package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/**
 * The manager itself, as the one who acts on what is in the drop folder. Made here, so that plugins
 * start while the identity service is away.
 */
public record ManagerPrincipal(String getName) implements PortalPrincipal {
  /** Creates the principal. */
  public ManagerPrincipal() {
    this("system:plugins");
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
