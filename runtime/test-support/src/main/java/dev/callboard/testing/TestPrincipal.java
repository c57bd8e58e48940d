package dev.callboard.testing;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/**
 * A caller without restrictions, who owns what is named after it.
 *
 * @param type what kind of caller it is
 * @param getName the reference, such as {@code user:default/alice}
 */
public record TestPrincipal(PrincipalType type, String getName) implements PortalPrincipal {
  /** Returns a user. */
  public static TestPrincipal user(String ref) {
    return new TestPrincipal(PrincipalType.USER, ref);
  }

  /** Returns the server itself, at some work. */
  public static TestPrincipal system(String name) {
    return new TestPrincipal(PrincipalType.SYSTEM, "system:" + name);
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
