package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.plugin.PluginState;
import java.time.Instant;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how each plugin is and which files were turned away, and tells of each change once: to
 * the log, to listeners and, where it matters, to the audit log. Thread-safe.
 */
final class Registry {
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
  private static final int MAX_REJECTED = 200;
  private static final int MAX_HISTORY = 50;

  /**
   * A file that is no plugin of this server.
   *
   * @param name the file name, or {@code upload}
   * @param state {@code UPLOADED} while it is being copied, else {@code FAILED}
   * @param reason why
   * @param rule the short name of the rule that was broken, or empty
   * @param sha256 its digest, or empty when it was not read
   * @param quarantined whether the file was taken out of the drop folder
   * @param at since when
   */
  record Rejected(
      String name,
      PluginState state,
      String reason,
      String rule,
      String sha256,
      boolean quarantined,
      Instant at) {}

  private final Map<String, PluginStatus> plugins = new ConcurrentSkipListMap<>();
  private final Map<String, Rejected> rejected = new ConcurrentSkipListMap<>();
  private final Map<String, Deque<Map<String, Object>>> history = new ConcurrentHashMap<>();
  private final Auditor auditor;
  private final Announcer announcer;

  Registry(Auditor auditor, Announcer announcer) {
    this.auditor = auditor;
    this.announcer = announcer;
  }

  Optional<PluginStatus> find(String id) {
    return Optional.ofNullable(plugins.get(id));
  }

  Collection<PluginStatus> all() {
    return List.copyOf(plugins.values());
  }

  Collection<Rejected> rejected() {
    return List.copyOf(rejected.values());
  }

  /** Sets how a plugin is. */
  void put(PluginStatus status) {
    String id = status.installed().id();
    PluginStatus before = plugins.put(id, status);
    boolean same =
        before != null
            && before.state() == status.state()
            && before.reason().equals(status.reason())
            && before.installed().equals(status.installed());
    if (same) {
      return;
    }
    remember(status);
    log(status);
    announcer.announce(change(status));
    if (status.state() == PluginState.FAILED) {
      auditor.tell(event("plugin-fail", status).meta("reason", status.reason()).failed());
    }
    // A plugin of the server that comes up with it is no news; an operator's start is told anyway.
    if (status.state() == PluginState.ACTIVE
        && !status.verdict().isShipped()
        && (before == null || before.state() != status.state())) {
      auditor.tell(event("plugin-start", status).severity(Severity.LOW).build());
    }
  }

  /** Returns the last changes of a plugin since the server started, the oldest first. */
  List<Map<String, Object>> history(String id) {
    Deque<Map<String, Object>> changes = history.get(id);
    return changes == null ? List.of() : List.copyOf(changes);
  }

  private void remember(PluginStatus status) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("at", status.since().toString());
    change.put("state", status.state().name());
    change.put("version", status.installed().version());
    change.put("reason", status.reason());
    Deque<Map<String, Object>> changes =
        history.computeIfAbsent(status.installed().id(), id -> new ConcurrentLinkedDeque<>());
    changes.add(change);
    while (changes.size() > MAX_HISTORY) {
      changes.poll();
    }
  }

  void remove(String id) {
    PluginStatus before = plugins.remove(id);
    history.remove(id);
    if (before != null) {
      LOG.info("Plugin {} {} is removed", id, before.installed().version());
      announcer.announce(Map.of("id", id, "state", "removed"));
    }
  }

  /** Remembers that a file was turned away; the oldest go when there are too many. */
  void reject(Rejected file) {
    Rejected before = rejected.put(file.name(), file);
    if (before != null && before.reason().equals(file.reason())) {
      return;
    }
    if (file.state() == PluginState.FAILED) {
      LOG.warn("{} is not installed: {}", Reasons.line(file.name()), file.reason());
    }
    announcer.announce(
        Map.of("file", file.name(), "state", file.state().name(), "reason", file.reason()));
    while (rejected.size() > MAX_REJECTED) {
      rejected.values().stream()
          .min(java.util.Comparator.comparing(Rejected::at))
          .ifPresent(oldest -> rejected.remove(oldest.name()));
    }
  }

  /** Forgets what was said of a file that is gone, unless it was taken away. */
  void forgiveGone(String name) {
    rejected.computeIfPresent(name, (n, file) -> file.quarantined() ? file : null);
  }

  /** Forgets what was said of a file. */
  void forgive(String name) {
    rejected.remove(name);
  }

  private static void log(PluginStatus status) {
    String id = status.installed().id();
    String version = status.installed().version();
    switch (status.state()) {
      case FAILED -> LOG.error("Plugin {} {} failed: {}", id, version, status.reason());
      case ACTIVE, STOPPED ->
          LOG.info("Plugin {} {} is {} {}", id, version, status.state(), status.reason());
      case STARTING -> logStarting(id, version, status.reason());
      default -> LOG.debug("Plugin {} {} is {} {}", id, version, status.state(), status.reason());
    }
  }

  private static void logStarting(String id, String version, String reason) {
    if (reason.isEmpty()) {
      LOG.debug("Plugin {} {} is being started", id, version);
      return;
    }
    LOG.warn("Plugin {} {} is started and does not serve yet: {}", id, version, reason);
  }

  private static Map<String, Object> change(PluginStatus status) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("id", status.installed().id());
    change.put("version", status.installed().version());
    change.put("state", status.state().name());
    change.put("reason", status.reason());
    return change;
  }

  private static AuditEvent.Builder event(String eventId, PluginStatus status) {
    return AuditEvent.event(eventId, new ManagerPrincipal())
        .target("plugin", status.installed().id())
        .digests(null, "sha256:" + status.installed().sha256())
        .meta("version", status.installed().version());
  }
}
