package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.store.FailPoint;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Puts a new version in the place of the present one. The new one is installed beside the old and
 * started; the gateway sends new requests to it; when it is well, the journal is changed, which is
 * the point of no return; then the old one is drained, stopped and purged. Until that point the old
 * one is untouched, and a new one that is not well goes away again.
 */
final class Replacement {
  private final Parts parts;
  private final BringUp bringUp;
  private final Retirement retirement;

  Replacement(Parts parts, BringUp bringUp, Retirement retirement) {
    this.parts = parts;
    this.bringUp = bringUp;
    this.retirement = retirement;
  }

  PluginStatus run(Candidate candidate, PluginStatus old, PortalPrincipal actor)
      throws IOException, RefusedException, InterruptedException {
    InstalledPlugin before = old.installed();
    List<String> replaced = new ArrayList<>(before.replaced());
    replaced.add(before.sha256());
    InstalledPlugin plugin = Deployment.record(candidate, before.stopped(), replaced);
    // The new version runs before the change is made, so its arrival is an event of its own.
    parts.auditor().require(Audits.change("plugin-upload", actor, plugin, before.sha256()).build());
    StoredJar kept = parts.store().keep(candidate.jar());
    Bundle bundle;
    try {
      bundle = parts.bundles().install(plugin.id(), kept);
    } catch (BundleException e) {
      throw rolledBack(
          old, plugin, StartFailedException.of("the framework does not take it: " + Reasons.of(e)));
    }
    FailPoint.hit("update.installed");
    List<String> waiting = List.of();
    try {
      if (!plugin.stopped()) {
        parts.bundles().resolve(bundle);
        FailPoint.hit("update.resolved");
        waiting = bringUp.up(plugin.id(), bundle);
        if (!waiting.isEmpty() && old.state() == PluginState.ACTIVE) {
          throw StartFailedException.of(String.join(" ", waiting));
        }
      }
      parts
          .auditor()
          .require(Audits.change("plugin-update", actor, plugin, before.sha256()).build());
    } catch (StartFailedException e) {
      throw undo(old, plugin, bundle, e);
    } catch (PortalException e) {
      throw undo(old, plugin, bundle, StartFailedException.of(e.getMessage()));
    }
    FailPoint.hit("update.well");
    parts.journal().update(set -> set.with(plugin));
    FailPoint.hit("update.committed");
    PluginStatus next =
        PluginStatus.of(plugin, candidate.verdict(), Optional.of(bundle))
            .with(state(plugin, waiting), String.join(" ", waiting));
    parts.registry().put(next);
    if (old.bundle().isPresent()) {
      retirement.run(plugin.id(), old.bundle().get(), false);
    }
    parts.store().remove(before.sha256());
    FailPoint.hit("update.done");
    return next;
  }

  private static PluginState state(InstalledPlugin plugin, List<String> waiting) {
    if (plugin.stopped()) {
      return PluginState.STOPPED;
    }
    return waiting.isEmpty() ? PluginState.ACTIVE : PluginState.STARTING;
  }

  /** Takes the new version away again; the old one goes on. */
  private RefusedException undo(
      PluginStatus old, InstalledPlugin plugin, Bundle bundle, StartFailedException cause)
      throws IOException, InterruptedException {
    old.bundle()
        .ifPresent(previous -> parts.routes().get().ifPresent(routes -> routes.restore(previous)));
    String problem = retirement.run(plugin.id(), bundle, false);
    StartFailedException all =
        problem.isEmpty() ? cause : StartFailedException.of(cause.getMessage() + " " + problem);
    return rolledBack(old, plugin, cause.isUnresolved() ? cause : all);
  }

  private RefusedException rolledBack(
      PluginStatus old, InstalledPlugin plugin, StartFailedException cause) throws IOException {
    parts.store().remove(plugin.sha256());
    FailPoint.hit("update.undone");
    PluginStatus.FailedUpdate failure =
        new PluginStatus.FailedUpdate(
            plugin.version(),
            plugin.sha256(),
            plugin.source(),
            cause.getMessage(),
            cause.isUnresolved(),
            Instant.now());
    parts.registry().put(old.withFailedUpdate(Optional.of(failure)));
    parts
        .auditor()
        .tell(
            Audits.change(
                    "plugin-rollback", new ManagerPrincipal(), plugin, old.installed().sha256())
                .meta("reason", cause.getMessage())
                .failed());
    return RefusedException.of(
        ErrorCode.UNPROCESSABLE,
        cause.isUnresolved() ? "unresolved" : "rolled-back",
        "version "
            + plugin.version()
            + " of "
            + plugin.id()
            + " did not come up, and "
            + old.installed().version()
            + " goes on: "
            + cause.getMessage());
  }
}
