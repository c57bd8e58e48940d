package dev.callboard.permission;

import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.List;
import java.util.Optional;

/** A principal made of its parts. */
record FakePrincipal(
    PrincipalType type,
    String getName,
    List<String> ownershipRefs,
    Optional<PortalPrincipal> actor,
    List<AccessRestriction> accessRestrictions)
    implements PortalPrincipal {
  static FakePrincipal of(PrincipalType type, String name) {
    return new FakePrincipal(type, name, List.of(name), Optional.empty(), List.of());
  }

  static FakePrincipal user() {
    return of(PrincipalType.USER, "user:default/ann");
  }

  static FakePrincipal service() {
    return of(PrincipalType.SERVICE, "external:ci");
  }

  static FakePrincipal plugin() {
    return of(PrincipalType.PLUGIN, "plugin:scaffolder");
  }

  static FakePrincipal admin() {
    return of(PrincipalType.SERVICE, "external:admin");
  }

  FakePrincipal in(String... groups) {
    return new FakePrincipal(type, getName, List.of(groups), actor, accessRestrictions);
  }

  FakePrincipal through(PortalPrincipal carrier) {
    return new FakePrincipal(
        type, getName, ownershipRefs, Optional.of(carrier), accessRestrictions);
  }

  FakePrincipal limitedTo(AccessRestriction... restrictions) {
    return new FakePrincipal(type, getName, ownershipRefs, actor, List.of(restrictions));
  }
}
