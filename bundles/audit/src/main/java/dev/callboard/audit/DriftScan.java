package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.AuditedState;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for drift, once at a time, records what is new, and remembers what the last look found.
 * Thread-safe.
 */
@Component(service = DriftScan.class)
public final class DriftScan {
  private static final Logger LOG = LoggerFactory.getLogger(DriftScan.class);

  /** Each of so many has a record of its own; a database that was replaced has one for the rest. */
  private static final int MOST_RECORDS = 50;

  private static final int MOST_SHOWN = 500;

  private final List<AuditedState> states = new CopyOnWriteArrayList<>();
  private final DriftSearch search;
  private final AuditService audit;
  private final TaskExecutor tasks;
  private final Clock clock;
  private String state = "never";
  private String message = "This server has not compared anything since it started.";
  private Instant started;
  private Instant ended;
  private long compared;
  private List<DriftSearch.Drift> found = List.of();

  /** Called by Declarative Services. */
  @Activate
  public DriftScan(
      @Reference PluginDatabase database,
      @Reference OutboxSource outboxes,
      @Reference AuditService audit,
      @Reference TaskExecutor tasks) {
    this(new DriftSearch(new AuditedTargets(database), outboxes), audit, tasks, Clock.systemUTC());
  }

  DriftScan(DriftSearch search, AuditService audit, TaskExecutor tasks, Clock clock) {
    this.search = search;
    this.audit = audit;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addState(AuditedState added) {
    states.add(added);
  }

  void removeState(AuditedState removed) {
    states.remove(removed);
  }

  /** Starts a look, unless one is under way. Does not block. */
  Map<String, Object> start(PortalPrincipal by) {
    if (begin()) {
      tasks.submit(
          "look for drift",
          () -> {
            look(by);
            return null;
          });
    }
    return status();
  }

  /** Looks now, unless that is under way. Blocks. */
  void run(PortalPrincipal by) {
    if (begin()) {
      look(by);
    }
  }

  private synchronized boolean begin() {
    if (state.equals("running")) {
      return false;
    }
    state = "running";
    message = "What is stored is being compared with the log.";
    started = clock.instant();
    ended = null;
    compared = 0;
    return true;
  }

  private void look(PortalPrincipal by) {
    List<DriftSearch.Drift> now = new ArrayList<>();
    try {
      for (AuditedState each : states) {
        now.addAll(search.search(each, this::at));
      }
      report(by, end(now));
    } catch (CancellationException e) {
      end("failed", "The look was stopped with the server.");
    } catch (SQLException | RuntimeException e) {
      LOG.warn("What is stored could not be compared with the audit log: {}", e.getMessage());
      end("failed", "The databases could not be read; the server's log says why.");
    }
  }

  private synchronized void at(long count) {
    compared = count;
  }

  private synchronized void end(String how, String why) {
    state = how;
    message = why;
    ended = clock.instant();
  }

  /** Returns what the look before did not find. */
  private synchronized List<DriftSearch.Drift> end(List<DriftSearch.Drift> now) {
    List<DriftSearch.Drift> news = new ArrayList<>(now);
    news.removeAll(Set.copyOf(found));
    found = List.copyOf(now);
    end(
        now.isEmpty() ? "none" : "found",
        now.isEmpty()
            ? "All that is stored is as it was audited."
            : now.size() + " things are NOT as they were audited.");
    return news;
  }

  private void report(PortalPrincipal by, List<DriftSearch.Drift> news) {
    if (news.isEmpty()) {
      return;
    }
    LOG.error("{} things are not as they were audited, such as {}", news.size(), news.get(0));
    try {
      for (DriftSearch.Drift each : news.subList(0, Math.min(MOST_RECORDS, news.size()))) {
        audit.record(
            event(by, each.what(), each.kind(), each.ref())
                .digests(text(each.audited()), text(each.stored()))
                .meta("seq", each.seq())
                .failed());
      }
      if (news.size() > MOST_RECORDS) {
        audit.record(
            event(by, "more", "audit-log", "audit")
                .meta("more", news.size() - MOST_RECORDS)
                .failed());
      }
    } catch (PortalException e) {
      LOG.warn("Drift could not be recorded: {}", e.getMessage());
    }
  }

  private static AuditEvent.Builder event(
      PortalPrincipal by, String what, String kind, String ref) {
    return AuditEvent.event("audit-drift", by)
        .subAction(what)
        .severity(Severity.CRITICAL)
        .target(kind, ref);
  }

  private static String text(String digest) {
    return digest.isEmpty() ? null : digest;
  }

  /** Tells how far the look is, or what the last one found. */
  synchronized Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", state);
    status.put("message", message);
    status.put("compared", compared);
    status.put("startedAt", Optional.ofNullable(started).map(Instant::toString).orElse(null));
    status.put("endedAt", Optional.ofNullable(ended).map(Instant::toString).orElse(null));
    status.put("found", found.size());
    status.put("items", found.stream().limit(MOST_SHOWN).map(DriftScan::json).toList());
    return status;
  }

  private static Map<String, Object> json(DriftSearch.Drift drift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("target", Map.of("kind", drift.kind(), "ref", drift.ref()));
    json.put("what", drift.what());
    json.put("seq", drift.seq() == 0 ? null : drift.seq());
    json.put("audited", text(drift.audited()));
    json.put("stored", text(drift.stored()));
    return json;
  }
}
