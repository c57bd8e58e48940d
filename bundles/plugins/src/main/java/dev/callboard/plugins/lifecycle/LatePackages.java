package dev.callboard.plugins.lifecycle;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds plugins that were wired without an optional package which a bundle now offers. The
 * framework leaves them as they are: they would be given services of types that they cannot see.
 */
final class LatePackages {
  private static final String PACKAGE = BundleRevision.PACKAGE_NAMESPACE;

  private LatePackages() {}

  /** Returns the bundles among these that have to be wired anew to see what the newcomer offers. */
  static List<Bundle> missedBy(Collection<Bundle> bundles, Bundle newcomer) {
    BundleWiring wiring = newcomer.adapt(BundleWiring.class);
    List<BundleCapability> offered = wiring == null ? List.of() : wiring.getCapabilities(PACKAGE);
    if (offered.isEmpty()) {
      return List.of();
    }
    return bundles.stream()
        .filter(bundle -> !bundle.equals(newcomer) && misses(bundle, offered))
        .toList();
  }

  private static boolean misses(Bundle bundle, List<BundleCapability> offered) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      return false;
    }
    Set<BundleRequirement> met = new HashSet<>();
    for (BundleWire wire : wiring.getRequiredWires(PACKAGE)) {
      met.add(wire.getRequirement());
    }
    return wiring.getRevision().getDeclaredRequirements(PACKAGE).stream()
        .filter(requirement -> "optional".equals(requirement.getDirectives().get("resolution")))
        .filter(requirement -> !met.contains(requirement))
        .anyMatch(requirement -> offered.stream().anyMatch(requirement::matches));
  }
}
