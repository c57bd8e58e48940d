package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.FailPoint;
import dev.callboard.plugins.store.InstalledPlugin;
import dev.callboard.plugins.store.ShippedJar;
import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Installs a candidate, or decides that nothing is to be done. Called on the queue of the plugin.
 * The order of the steps of a first installation: the jar is in the store, the audit event is
 * written, the journal names the plugin, the framework has it, it is started. A crash before the
 * journal leaves an orphan in the store, which the next start removes; a crash after it leaves a
 * plugin that the next start brings up.
 */
final class Deployment {
  private final Parts parts;
  private final BringUp bringUp;
  private final Replacement replacement;

  Deployment(Parts parts, BringUp bringUp, Retirement retirement) {
    this.parts = parts;
    this.bringUp = bringUp;
    this.replacement = new Replacement(parts, bringUp, retirement);
  }

  PluginStatus run(Candidate candidate, PortalPrincipal actor)
      throws IOException, RefusedException, InterruptedException {
    Optional<PluginStatus> present = parts.registry().find(candidate.id());
    boolean done = false;
    try {
      new ServerRulesCheck(parts).check(candidate);
      PluginStatus status = run(candidate, present, actor);
      done = true;
      return status;
    } finally {
      if (!done) {
        parts.store().discard(candidate.jar());
      }
    }
  }

  private PluginStatus run(
      Candidate candidate, Optional<PluginStatus> present, PortalPrincipal actor)
      throws IOException, RefusedException, InterruptedException {
    if (present.isEmpty()) {
      return first(candidate, actor);
    }
    PluginStatus status = present.get();
    if (status.installed().sha256().equals(candidate.jar().sha256())) {
      return same(candidate, status, actor);
    }
    if (isReplaced(candidate, status)) {
      throw RefusedException.conflict(
          "replaced",
          "this version was replaced by "
              + status.installed().version()
              + "; the file can be deleted");
    }
    return replacement.run(candidate, status, actor);
  }

  /** An older file that still lies beside the one that replaced it is not a wish to go back. */
  private static boolean isReplaced(Candidate candidate, PluginStatus status) {
    return candidate.source().isPresent()
        && !candidate.source().equals(status.installed().source())
        && status.installed().replaced().contains(candidate.jar().sha256());
  }

  static InstalledPlugin record(Candidate candidate, boolean stopped, List<String> replaced) {
    return new InstalledPlugin(
        candidate.id(),
        candidate.manifest().version(),
        candidate.manifest().symbolicName(),
        candidate.jar().sha256(),
        candidate.verdict().publisher(),
        candidate.source(),
        stopped,
        replaced,
        candidate.verdict().isShipped() && candidate.source().isEmpty());
  }

  private PluginStatus first(Candidate candidate, PortalPrincipal actor)
      throws IOException, RefusedException, InterruptedException {
    InstalledPlugin plugin = record(candidate, false, instead(candidate));
    StoredJar kept = parts.store().keep(candidate.jar());
    try {
      parts.auditor().require(Audits.change("plugin-install", actor, plugin, null).build());
    } catch (PortalException e) {
      parts.store().remove(kept.sha256());
      throw e;
    }
    FailPoint.hit("install.audited");
    parts.journal().update(set -> set.with(plugin));
    FailPoint.hit("install.committed");
    PluginStatus status = PluginStatus.of(plugin, candidate.verdict(), Optional.empty());
    parts.registry().put(status);
    return bringUp.run(installed(status, kept));
  }

  /** The jar of the installation, when another is wanted in its place: the next start knows. */
  private List<String> instead(Candidate candidate) {
    return parts
        .shipped()
        .find(candidate.id())
        .map(ShippedJar::sha256)
        .filter(sha256 -> !sha256.equals(candidate.jar().sha256()))
        .map(List::of)
        .orElse(List.of());
  }

  private PluginStatus installed(PluginStatus status, StoredJar kept) throws IOException {
    String id = status.installed().id();
    try {
      Bundle bundle = parts.bundles().install(id, kept);
      FailPoint.hit("install.framework");
      return status.withBundle(Optional.of(bundle));
    } catch (BundleException e) {
      PluginStatus failed =
          status.failed(
              StartFailedException.of("The framework does not take it: " + Reasons.of(e)));
      parts.registry().put(failed);
      return failed;
    }
  }

  /** The same bytes again: nothing to do, unless a signature has arrived or the file was moved. */
  private PluginStatus same(Candidate candidate, PluginStatus status, PortalPrincipal actor)
      throws IOException {
    InstalledPlugin plugin = status.installed();
    boolean signedLater =
        plugin.publisher().equals(Verdict.UNSIGNED_PUBLISHER)
            && !candidate.verdict().publisher().equals(Verdict.UNSIGNED_PUBLISHER);
    if (!signedLater) {
      parts.store().discard(candidate.jar());
      return status;
    }
    InstalledPlugin signed = plugin.withPublisher(candidate.verdict().publisher());
    parts
        .auditor()
        .require(
            Audits.change("plugin-update", actor, signed, plugin.sha256())
                .subAction("sign")
                .build());
    parts.store().keep(candidate.jar());
    parts.journal().update(set -> set.with(signed).owned(signed.id(), signed.publisher()));
    PluginStatus next = status.withInstalled(signed, candidate.verdict());
    parts.registry().put(next);
    return next;
  }
}
