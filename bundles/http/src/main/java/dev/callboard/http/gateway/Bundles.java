package dev.callboard.http.gateway;

import dev.callboard.platform.plugin.CallboardPlugin;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/** What the gateway wants to know of a bundle. */
public final class Bundles {
  private static final String CORE_LOCATION = "reference:";

  private Bundles() {}

  /** Returns whether the launcher installed the bundle, as opposed to an operator. */
  public static boolean isCore(Bundle bundle) {
    return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(CORE_LOCATION);
  }

  /** Returns the plugin ids that the bundle declares. */
  static Set<String> pluginIds(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null) {
      return Set.of();
    }
    return revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE).stream()
        .map(capability -> String.valueOf(capability.getAttributes().get("id")))
        .collect(Collectors.toSet());
  }
}
