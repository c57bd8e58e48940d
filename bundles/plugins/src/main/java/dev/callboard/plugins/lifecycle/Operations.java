package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;

/** Puts what is to be done to plugins on their queues. Thread-safe; does not block. */
final class Operations {
  private final Parts parts;
  private final SerialQueues queues;
  private final BringUp bringUp;
  private final Deployment deployment;
  private final Removal removal;
  private final Runnable changed;
  private final SourceFiles sources;

  /**
   * Creates the operations.
   *
   * @param restore brings plugins back from the store
   * @param changed called after what is installed has changed
   */
  Operations(Parts parts, SerialQueues queues, Restore restore, Runnable changed) {
    Retirement retirement = new Retirement(parts);
    this.parts = parts;
    this.queues = queues;
    this.bringUp = new BringUp(parts);
    this.deployment = new Deployment(parts, bringUp, retirement);
    this.removal = new Removal(parts, bringUp, retirement, restore);
    this.changed = changed;
    this.sources = new SourceFiles(parts, queues, removal, changed);
  }

  CompletableFuture<PluginStatus> deploy(Candidate candidate, PortalPrincipal actor) {
    return queues.submit(
        candidate.id(),
        () -> {
          PluginStatus status = deployment.run(candidate, actor);
          if (candidate.source().isPresent()) {
            sources.adopt(status, candidate.source().get());
          }
          retryUnresolved(candidate.id());
          changed.run();
          return parts.registry().find(candidate.id()).orElse(status);
        });
  }

  /** Returns what is done when files of the drop folder go or are renamed. */
  SourceFiles sources() {
    return sources;
  }

  CompletableFuture<PluginStatus> bringUp(String id) {
    return queues.submit(
        id,
        () -> {
          PluginStatus status = present(id);
          if (status.installed().stopped()) {
            PluginStatus stopped = status.with(PluginState.STOPPED, "An operator stopped it.");
            parts.registry().put(stopped);
            return stopped;
          }
          return status.state() == PluginState.VERIFIED ? bringUp.runAtStart(status) : status;
        });
  }

  CompletableFuture<PluginStatus> start(String id, PortalPrincipal actor) {
    return queues.submit(id, () -> removal.start(present(id), actor));
  }

  CompletableFuture<PluginStatus> stop(String id, PortalPrincipal actor) {
    return queues.submit(id, () -> removal.stop(present(id), actor));
  }

  CompletableFuture<Void> remove(String id, PortalPrincipal actor) {
    return queues.submit(
        id,
        () -> {
          removal.remove(present(id), actor);
          changed.run();
          return null;
        });
  }

  CompletableFuture<Void> transfer(String id, String publisher, PortalPrincipal actor) {
    return queues.submit(
        id,
        () -> {
          parts
              .auditor()
              .require(
                  AuditEvent.event("plugin-permission-change", actor)
                      .subAction("transfer")
                      .severity(Severity.HIGH)
                      .target("plugin", id)
                      .meta("from", parts.journal().current().ownerOf(id).orElse("nobody"))
                      .meta("to", publisher)
                      .build());
          parts.journal().update(set -> set.owned(id, publisher));
          changed.run();
          return null;
        });
  }

  /** Stops a running plugin for a reason of the server. */
  CompletableFuture<PluginStatus> fail(String id, String reason) {
    return queues.submit(
        id,
        () -> {
          PluginStatus status = present(id);
          return status.isStarted() ? removal.halt(status, PluginState.FAILED, reason) : status;
        });
  }

  /** A jar was refused that is installed: its signature turned out to be bad. */
  void refusedInstalled(String sha256, RefusedException refusal) {
    for (PluginStatus status : parts.registry().all()) {
      if (status.installed().sha256().equals(sha256)) {
        fail(status.installed().id(), PluginStatus.NOT_ALLOWED + refusal.getMessage());
      }
    }
  }

  /** Judges the signatures of all plugins anew, as after a change of the trusted keys. */
  void verifyAgain() {
    for (PluginStatus status : parts.registry().all()) {
      queues.submit(status.installed().id(), () -> verifyAgain(status.installed().id()));
    }
  }

  private Void verifyAgain(String id) throws IOException, InterruptedException {
    PluginStatus status = present(id);
    Optional<StoredJar> jar = parts.store().find(status.installed().sha256());
    if (jar.isEmpty()) {
      return null;
    }
    PluginStatus judged =
        status.withInstalled(status.installed(), parts.check().verdictOfInstalled(jar.get()));
    parts.registry().put(judged);
    if (judged.isBarred()) {
      return bringBack(judged);
    }
    try {
      parts.check().checkPolicy(judged.verdict());
    } catch (RefusedException e) {
      if (judged.isStarted()) {
        removal.halt(judged, PluginState.FAILED, PluginStatus.NOT_ALLOWED + e.getMessage());
      }
    }
    return null;
  }

  /** Tries a plugin again whose signature did not count before. */
  private Void bringBack(PluginStatus status) throws InterruptedException {
    if (!status.installed().stopped()) {
      removal.bringBack(status);
    }
    return null;
  }

  /** Gives every plugin another try that lacked something, since something came. */
  private void retryUnresolved(String except) {
    for (PluginStatus status : parts.registry().all()) {
      String id = status.installed().id();
      if (status.unresolved() && !id.equals(except)) {
        queues.submit(id, () -> retry(id));
      }
    }
  }

  private PluginStatus retry(String id) throws InterruptedException {
    PluginStatus status = present(id);
    return status.unresolved() ? bringUp.run(status) : status;
  }

  /** Takes another look at a started plugin: whether it still runs and what it waits for. */
  void look(PluginStatus status, Readiness readiness) {
    Bundle bundle = status.bundle().orElse(null);
    if (bundle == null || !status.isStarted()) {
      return;
    }
    String id = status.installed().id();
    boolean stopped = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
    boolean waited =
        status.state() == PluginState.STARTING
            && !status.reason().isEmpty()
            && readiness.waiting(bundle).isEmpty();
    if (stopped || waited) {
      queues.submit(id, () -> lookAgain(id));
    }
  }

  private PluginStatus lookAgain(String id) throws InterruptedException {
    PluginStatus status = present(id);
    boolean down =
        status.bundle().map(b -> b.getState() != Bundle.ACTIVE).orElse(false) && status.isStarted();
    boolean waits = status.state() == PluginState.STARTING;
    return down || waits ? bringUp.run(status) : status;
  }

  private PluginStatus present(String id) {
    return parts
        .registry()
        .find(id)
        .orElseThrow(() -> PortalException.notFound("there is no plugin '" + id + "'"));
  }
}
