package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.plugins.store.InstalledPlugin;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What happens to plugins when the files go or move that they came from. Thread-safe. */
final class SourceFiles {
  private final Parts parts;
  private final SerialQueues queues;
  private final Removal removal;
  private final Runnable changed;
  private final Set<String> pendingRemovals = ConcurrentHashMap.newKeySet();
  private volatile Predicate<String> sourceExists = name -> true;

  SourceFiles(Parts parts, SerialQueues queues, Removal removal, Runnable changed) {
    this.parts = parts;
    this.queues = queues;
    this.removal = removal;
    this.changed = changed;
  }

  /** The file that a plugin came from is not there any more, and this one has the same bytes. */
  void adopt(PluginStatus status, String name) throws IOException {
    Optional<String> known = status.installed().source();
    boolean adopt =
        known.isPresent() && !known.get().equals(name) && !sourceExists.test(known.get());
    if (adopt) {
      rename(status, name);
    }
  }

  /** Sets how to find out whether a file is in the drop folder. */
  void exists(Predicate<String> test) {
    sourceExists = test;
  }

  /** A file of the drop folder is gone: the plugin that came from it goes too. */
  Void gone(String name, PortalPrincipal actor) {
    for (InstalledPlugin plugin : parts.journal().current().plugins()) {
      if (plugin.source().equals(Optional.of(name))) {
        queues
            .submit(plugin.id(), () -> removeIfFrom(plugin.id(), name, actor))
            .whenComplete((done, failure) -> retryRemoval(failure, name, actor));
      }
    }
    return null;
  }

  private void retryRemoval(Throwable failure, String name, PortalPrincipal actor) {
    if (failure != null && !(failure.getCause() instanceof InterruptedException)) {
      pendingRemovals.add(name);
    }
  }

  /** Tries removals again that could not be done, as while the audit log was away. */
  void retryRemovals(PortalPrincipal actor) {
    for (String name : pendingRemovals) {
      pendingRemovals.remove(name);
      if (!sourceExists.test(name)) {
        gone(name, actor);
      }
    }
  }

  private Void removeIfFrom(String id, String name, PortalPrincipal actor)
      throws IOException, InterruptedException {
    Optional<PluginStatus> status = parts.registry().find(id);
    boolean still = status.map(s -> s.installed().source().equals(Optional.of(name))).orElse(false);
    if (still) {
      removal.remove(status.get(), actor);
      changed.run();
    }
    return null;
  }

  /** A file of the drop folder has another name. */
  Void moved(String from, String to) {
    for (InstalledPlugin plugin : parts.journal().current().plugins()) {
      if (plugin.source().equals(Optional.of(from))) {
        queues.submit(plugin.id(), () -> move(plugin.id(), from, to));
      }
    }
    return null;
  }

  private Void move(String id, String from, String to) throws IOException {
    Optional<PluginStatus> status = parts.registry().find(id);
    if (status.isPresent() && status.get().installed().source().equals(Optional.of(from))) {
      rename(status.get(), to);
    }
    return null;
  }

  private void rename(PluginStatus status, String name) throws IOException {
    InstalledPlugin moved = status.installed().withSource(Optional.of(name));
    parts.journal().update(set -> set.with(moved));
    parts.registry().put(status.withInstalled(moved, status.verdict()));
  }
}
