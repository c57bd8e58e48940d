package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.signature.SignatureStatus;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the framework have what the journal says, from the store alone: whatever the bundle cache
 * holds is thrown away unless it runs, as when only the manager was restarted.
 */
final class Restore {
  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

  private final Parts parts;
  private final BundleContext context;

  Restore(Parts parts, BundleContext context) {
    this.parts = parts;
    this.context = context;
  }

  /** Verifies and installs every plugin of the journal, without starting any. */
  void run() throws IOException {
    Set<InstalledPlugin> plugins = Set.copyOf(parts.journal().current().plugins());
    parts.store().retain(plugins.stream().map(InstalledPlugin::sha256).collect(Collectors.toSet()));
    Set<String> kept =
        plugins.stream()
            .map(plugin -> BundleOperations.location(plugin.id(), plugin.sha256()))
            .collect(Collectors.toCollection(TreeSet::new));
    for (Bundle bundle : context.getBundles()) {
      boolean wanted = kept.contains(bundle.getLocation()) && bundle.getState() == Bundle.ACTIVE;
      if (BundleOperations.isPlugin(bundle) && !wanted) {
        drop(bundle);
      }
    }
    for (InstalledPlugin plugin : parts.journal().current().plugins()) {
      parts.registry().put(restore(plugin));
    }
    parts.bundles().resolveAll();
  }

  private static void drop(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      LOG.warn("The bundle {} left in the cache could not be removed", bundle, e);
    }
  }

  /** Verifies and installs one plugin, without starting it. */
  PluginStatus restore(InstalledPlugin plugin) {
    Verdict verdict = Verdict.unsigned();
    try {
      Optional<StoredJar> jar = parts.store().find(plugin.sha256());
      if (jar.isEmpty()) {
        return failed(plugin, verdict, missing(plugin));
      }
      if (!parts.store().isIntact(jar.get())) {
        return modified(plugin);
      }
      verdict = parts.check().verdictOfInstalled(jar.get());
      parts.check().checkPolicy(verdict);
      Bundle bundle = parts.bundles().install(plugin.id(), jar.get());
      return PluginStatus.of(plugin, verdict, Optional.of(bundle));
    } catch (RefusedException e) {
      return failed(plugin, verdict, PluginStatus.NOT_ALLOWED + e.getMessage());
    } catch (IOException | BundleException e) {
      return failed(plugin, verdict, "It could not be installed: " + Reasons.of(e));
    }
  }

  private static String missing(InstalledPlugin plugin) {
    return plugin.shipped()
        ? "Its jar is missing from the installation, or cannot be read; unpack the server again."
        : "Its jar is missing from the store; install it again.";
  }

  private PluginStatus modified(InstalledPlugin plugin) {
    parts
        .auditor()
        .tell(
            AuditEvent.event("plugin-verify-fail", new ManagerPrincipal())
                .severity(Severity.CRITICAL)
                .target("plugin", plugin.id())
                .digests("sha256:" + plugin.sha256(), null)
                .meta("rule", "modified")
                .failed());
    Verdict verdict =
        new Verdict(
            SignatureStatus.MODIFIED,
            Verdict.UNSIGNED_PUBLISHER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "the stored jar is not the one that was installed");
    return failed(
        plugin,
        verdict,
        "Its jar in the store was changed after it was installed; install it anew.");
  }

  private static PluginStatus failed(InstalledPlugin plugin, Verdict verdict, String reason) {
    return PluginStatus.of(plugin, verdict, Optional.empty()).with(PluginState.FAILED, reason);
  }
}
