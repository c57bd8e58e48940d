package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.store.FailPoint;
import dev.callboard.plugins.store.InstalledPlugin;
import java.io.IOException;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Stops, starts and removes installed plugins. Called on the queue of the plugin. */
final class Removal {
  private final Parts parts;
  private final BringUp bringUp;
  private final Retirement retirement;
  private final Restore restore;

  Removal(Parts parts, BringUp bringUp, Retirement retirement, Restore restore) {
    this.restore = restore;
    this.parts = parts;
    this.bringUp = bringUp;
    this.retirement = retirement;
  }

  /** Removes a plugin: first from the journal, so that a crash does not bring it back. */
  void remove(PluginStatus status, PortalPrincipal actor) throws IOException, InterruptedException {
    InstalledPlugin plugin = status.installed();
    parts
        .auditor()
        .require(
            AuditEvent.event("plugin-uninstall", actor)
                .target("plugin", plugin.id())
                .digests("sha256:" + plugin.sha256(), null)
                .meta("version", plugin.version())
                .build());
    FailPoint.hit("remove.audited");
    boolean shipped = parts.shipped().find(plugin.id()).isPresent();
    parts.journal().update(set -> shipped ? set.withdraw(plugin.id()) : set.without(plugin.id()));
    FailPoint.hit("remove.committed");
    parts.registry().put(status.with(PluginState.DRAINING, "It is being removed."));
    if (status.bundle().isPresent()) {
      retirement.run(plugin.id(), status.bundle().get(), true);
    }
    parts.store().remove(plugin.sha256());
    FailPoint.hit("remove.done");
    parts.registry().remove(plugin.id());
  }

  PluginStatus stop(PluginStatus status, PortalPrincipal actor)
      throws IOException, InterruptedException {
    if (status.state() == PluginState.STOPPED) {
      return status;
    }
    InstalledPlugin plugin = status.installed().withStopped(true);
    parts.auditor().require(Audits.change("plugin-stop", actor, plugin, plugin.sha256()).build());
    parts.journal().update(set -> set.with(plugin));
    PluginStatus stopping = status.withInstalled(plugin, status.verdict());
    return halt(stopping, PluginState.STOPPED, "An operator stopped it.");
  }

  /** Stops the bundle of a plugin and remembers why. */
  PluginStatus halt(PluginStatus status, PluginState state, String reason)
      throws InterruptedException {
    Optional<Bundle> bundle = status.bundle();
    String problem = "";
    if (bundle.isPresent()) {
      parts.registry().put(status.with(PluginState.DRAINING, reason));
      problem = retirement.stop(status.installed().id(), bundle.get(), true);
      parts.leaks().clean(status.installed().id(), bundle.get());
    }
    boolean failed = !problem.isEmpty() || state == PluginState.FAILED;
    PluginStatus next =
        status.with(failed ? PluginState.FAILED : state, (reason + " " + problem).strip());
    parts.registry().put(next);
    return next;
  }

  /** Brings a plugin up, from the store when the framework does not have it. */
  PluginStatus bringBack(PluginStatus status) throws InterruptedException {
    if (status.bundle().isPresent()) {
      return bringUp.run(status);
    }
    PluginStatus restored = restore.restore(status.installed());
    parts.registry().put(restored);
    return restored.bundle().isPresent() ? bringUp.run(restored) : restored;
  }

  PluginStatus start(PluginStatus status, PortalPrincipal actor)
      throws IOException, InterruptedException {
    if (status.state() == PluginState.ACTIVE) {
      return status;
    }
    InstalledPlugin plugin = status.installed().withStopped(false);
    parts.auditor().require(Audits.change("plugin-start", actor, plugin, plugin.sha256()).build());
    if (status.installed().stopped()) {
      parts.journal().update(set -> set.with(plugin));
    }
    return bringBack(status.withInstalled(plugin, status.verdict()));
  }
}
