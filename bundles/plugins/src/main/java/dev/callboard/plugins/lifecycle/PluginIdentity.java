package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.plugin.CallboardPlugin;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Tells which plugin a bundle is, and whether it came with the server. Does not block. */
public final class PluginIdentity {
  private PluginIdentity() {}

  /** Returns whether a bundle came with the server: only the launcher installs by reference. */
  public static boolean isCore(Bundle bundle) {
    return bundle.getBundleId() == 0 || bundle.getLocation().startsWith("reference:");
  }

  /** Returns the plugin id that a bundle declares, or empty. */
  public static Optional<String> idOf(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    List<BundleCapability> found =
        revision == null ? List.of() : revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE);
    return found.stream()
        .map(capability -> capability.getAttributes().get("id"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }
}
