package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.signature.PluginSignature;
import dev.callboard.plugins.store.StoredJar;
import dev.callboard.plugins.store.TooLargeException;
import dev.callboard.plugins.watch.DropFolderListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what the drop folder has. Files are checked one after the other, in the order they were
 * seen, and then handed to the queue of their plugin, so that a file that replaces another is known
 * before the other's removal is acted on.
 */
final class Intake implements DropFolderListener {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final String QUEUE = "(intake)";

  private final Parts parts;
  private final SerialQueues queues;
  private final Operations operations;
  private final Rejections rejections;
  private final PortalPrincipal actor = new ManagerPrincipal();
  private final Set<String> retry = ConcurrentHashMap.newKeySet();
  private volatile String problem = "";

  Intake(Parts parts, SerialQueues queues, Operations operations) {
    this.parts = parts;
    this.queues = queues;
    this.operations = operations;
    this.rejections = new Rejections(parts, actor);
  }

  /** Returns what is wrong with the folder, or an empty text. */
  String problem() {
    return problem;
  }

  /** Returns and forgets the files that are to be looked at again though they did not change. */
  Set<String> takeRetries() {
    Set<String> taken = Set.copyOf(retry);
    retry.removeAll(taken);
    return taken;
  }

  /** Asks for another look at every file that was turned away for what else is installed. */
  void retryConflicts() {
    for (Registry.Rejected file : parts.registry().rejected()) {
      boolean conflict =
          Set.of("replaced", "downgrade", "same-version", "other-publisher", "name-taken")
              .contains(file.rule());
      if (conflict) {
        retry.add(file.name());
      }
    }
    for (PluginStatus status : parts.registry().all()) {
      status
          .failedUpdate()
          .filter(PluginStatus.FailedUpdate::unresolved)
          .flatMap(PluginStatus.FailedUpdate::source)
          .ifPresent(retry::add);
    }
  }

  @Override
  public Duration signatureWait() {
    return parts.settings().current().holdBack();
  }

  @Override
  public void copying(String name) {
    rejections.reject(
        name, PluginState.UPLOADED, "The file is not complete yet; it is being copied.", "", "");
  }

  @Override
  public void broken(String name) {
    String reason =
        "The file does not end as a jar does: it was cut off, or is no jar. Copy it again.";
    rejections.unfit(name, reason, "not-a-zip");
  }

  @Override
  public void arrived(Path jar, Optional<Path> signature) {
    queues.submit(QUEUE, () -> take(jar, signature)).whenComplete(this::logUnexpected);
  }

  @Override
  public void renamed(String from, String to) {
    queues
        .submit(
            QUEUE,
            () -> {
              parts.registry().forgive(from);
              return operations.sources().moved(from, to);
            })
        .whenComplete(this::logUnexpected);
  }

  @Override
  public void gone(String name) {
    queues
        .submit(
            QUEUE,
            () -> {
              parts.registry().forgiveGone(name);
              return operations.sources().gone(name, actor);
            })
        .whenComplete(this::logUnexpected);
  }

  @Override
  public void unreadable(Optional<String> reason) {
    problem = reason.orElse("");
    reason.ifPresent(why -> LOG.warn("{}; plugins that came from it stay", why));
  }

  private void logUnexpected(Object result, Throwable failure) {
    if (failure != null) {
      LOG.error("A file of the drop folder could not be handled", failure);
    }
  }

  private Void take(Path file, Optional<Path> signature) {
    String name = file.getFileName().toString();
    StoredJar jar;
    try (InputStream in = Files.newInputStream(file)) {
      Optional<byte[]> content =
          signature.isPresent() ? Optional.of(read(signature.get())) : Optional.empty();
      long limit = parts.settings().current().limits().jarBytes();
      jar = parts.store().receive(in, content, limit);
    } catch (TooLargeException e) {
      rejections.unfit(name, e.getMessage(), "too-large");
      return null;
    } catch (IOException e) {
      unreadableFile(name, file, e);
      return null;
    }
    check(name, file, jar);
    return null;
  }

  private void unreadableFile(String name, Path file, IOException e) {
    if (Files.exists(file)) {
      rejections.unfit(name, "It cannot be read: " + Reasons.of(e), "unreadable");
      return;
    }
    // Deleted while being copied: the next look notices that it is gone.
    parts.registry().forgive(name);
  }

  /** Reads one byte more than allowed, so that too long a file is noticed. */
  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PluginSignature.MAX_SIZE + 1);
    }
  }

  private void check(String name, Path file, StoredJar jar) {
    try {
      Candidate candidate = parts.check().check(jar, Optional.of(name), false);
      CompletableFuture<PluginStatus> done = operations.deploy(candidate, actor);
      done.whenComplete((status, failure) -> deployed(name, jar, failure));
    } catch (RefusedException e) {
      refused(name, file, jar, e);
    } catch (IOException e) {
      discard(jar);
      rejections.reject(
          name,
          PluginState.FAILED,
          "It cannot be read: " + Reasons.of(e),
          "unreadable",
          jar.sha256());
    }
  }

  private void deployed(String name, StoredJar jar, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      parts.registry().forgive(name);
      return;
    }
    if (cause instanceof RefusedException e) {
      discard(jar);
      rejections.conflict(name, jar, e);
      return;
    }
    if (cause instanceof PortalException e && e.code() == ErrorCode.SERVICE_UNAVAILABLE) {
      rejections.reject(
          name, PluginState.UPLOADED, "It waits: " + e.getMessage(), "waits", jar.sha256());
      retry.add(name);
      return;
    }
    rejections.reject(
        name, PluginState.FAILED, "Installing it failed: " + Reasons.of(cause), "", jar.sha256());
  }

  /** Turns a jar away that was refused for itself, before it reached a queue. */
  private void refused(String name, Path file, StoredJar jar, RefusedException e) {
    if (e.code() == ErrorCode.SERVICE_UNAVAILABLE) {
      discard(jar);
      rejections.reject(
          name, PluginState.UPLOADED, "It waits: " + e.getMessage(), "waits", jar.sha256());
      retry.add(name);
      return;
    }
    operations.refusedInstalled(jar.sha256(), e);
    rejections.hostile(name, file, jar, e);
  }

  private void discard(StoredJar jar) {
    try {
      parts.store().discard(jar);
    } catch (IOException e) {
      LOG.warn("A copy in the store could not be deleted", e);
    }
  }
}
