package dev.callboard.permission;

import dev.callboard.platform.plugin.CallboardPlugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Where a service comes from.
 *
 * @param name the plugin id, or the symbolic name of a bundle that is no plugin
 * @param core whether the server was started with the bundle; only the launcher installs by
 *     reference
 */
record Origin(String name, boolean core) {
  private static final String CORE_LOCATION = "reference:";

  /** Returns the origin of a bundle; one that is gone is nobody's. */
  static Origin of(Bundle bundle) {
    if (bundle == null) {
      return new Origin("", false);
    }
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    String name = bundle.getSymbolicName();
    if (revision != null) {
      for (BundleCapability capability :
          revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE)) {
        if (capability.getAttributes().get("id") instanceof String id) {
          name = id;
        }
      }
    }
    return new Origin(name, bundle.getLocation().startsWith(CORE_LOCATION));
  }
}
