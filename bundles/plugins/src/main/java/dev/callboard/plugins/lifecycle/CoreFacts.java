package dev.callboard.plugins.lifecycle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** What the bundles that the server was started with are called and export. */
final class CoreFacts {
  private final Set<String> symbolicNames = new HashSet<>();
  private final Set<String> pluginIds = new HashSet<>();
  private final Map<String, Bundle> packages = new HashMap<>();

  private CoreFacts() {}

  static CoreFacts of(BundleContext context) {
    CoreFacts facts = new CoreFacts();
    for (Bundle bundle : context.getBundles()) {
      if (PluginIdentity.isCore(bundle)) {
        facts.add(bundle);
      }
    }
    return facts;
  }

  private void add(Bundle bundle) {
    if (bundle.getSymbolicName() != null) {
      symbolicNames.add(bundle.getSymbolicName());
    }
    PluginIdentity.idOf(bundle).ifPresent(pluginIds::add);
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null) {
      return;
    }
    for (BundleCapability capability :
        revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
      Object name = capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
      packages.putIfAbsent(String.valueOf(name), bundle);
    }
  }

  boolean hasBundle(String symbolicName) {
    return symbolicNames.contains(symbolicName);
  }

  boolean hasPlugin(String id) {
    return pluginIds.contains(id);
  }

  /** Returns the bundle that exports a package, or empty. */
  Optional<Bundle> exporterOf(String packageName) {
    return Optional.ofNullable(packages.get(packageName));
  }
}
