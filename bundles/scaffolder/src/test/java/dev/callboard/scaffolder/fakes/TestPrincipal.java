package dev.callboard.scaffolder.fakes;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/** A user. */
public record TestPrincipal(String getName) implements PortalPrincipal {
  /** A user of tests. */
  public static final TestPrincipal ALICE = new TestPrincipal("user:default/alice");

  /** Another one. */
  public static final TestPrincipal BOB = new TestPrincipal("user:default/bob");

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
