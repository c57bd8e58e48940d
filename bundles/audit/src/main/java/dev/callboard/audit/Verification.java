package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the log in the background, once at a time, and remembers what the last run found.
 * Writers go on meanwhile. Thread-safe; no method blocks.
 */
final class Verification {
  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  /** What is known of a run. */
  private record Run(
      String state,
      String by,
      Instant started,
      Instant ended,
      long checked,
      long total,
      String message,
      Optional<Verifier.Verdict> verdict) {
    private Run at(long nowChecked, long of) {
      return new Run(state, by, started, null, nowChecked, of, message, verdict);
    }

    private Run end(String how, Instant when, String why, Optional<Verifier.Verdict> found) {
      return new Run(how, by, started, when, checked, total, why, found);
    }
  }

  private final Verifier verifier;
  private final AuditService audit;
  private final TaskExecutor tasks;
  private final Clock clock;
  private Run run =
      new Run(
          "never",
          "",
          null,
          null,
          0,
          0,
          "This server has not verified the log since it started.",
          Optional.empty());
  private boolean stopped;

  Verification(Verifier verifier, AuditService audit, TaskExecutor tasks, Clock clock) {
    this.verifier = verifier;
    this.audit = audit;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** Starts a run, unless one is under way. */
  synchronized Map<String, Object> start(PortalPrincipal by) {
    if (!run.state.equals("running")) {
      String message = "The log is being verified.";
      Optional<Verifier.Verdict> none = Optional.empty();
      run = new Run("running", by.getName(), clock.instant(), null, 0, 0, message, none);
      tasks.submit(
          "verify the audit log",
          () -> {
            verify(by);
            return null;
          });
    }
    return status();
  }

  /** Ends a run that is under way as soon as it tells how far it is. */
  synchronized void stop() {
    stopped = true;
  }

  /** Tells how far the run is, or how the last one ended. */
  synchronized Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", run.state);
    status.put("message", run.message);
    status.put("checked", run.checked);
    status.put("total", run.total);
    status.put("startedBy", run.by.isEmpty() ? null : run.by);
    status.put("startedAt", run.started == null ? null : run.started.toString());
    status.put("endedAt", run.ended == null ? null : run.ended.toString());
    status.put("lastRecord", run.verdict.map(Verification::head).orElse(null));
    status.put("checkpoints", run.verdict.map(Verifier.Verdict::checkpoints).orElse(0L));
    status.put(
        "finding",
        run.verdict.flatMap(Verifier.Verdict::finding).map(Verification::finding).orElse(null));
    return status;
  }

  private static Map<String, Object> head(Verifier.Verdict verdict) {
    return Map.of("seq", verdict.head().seq(), "hash", verdict.head().hash());
  }

  private static Map<String, Object> finding(ChainVerifier.Finding finding) {
    return Map.of("seq", finding.seq(), "message", finding.message());
  }

  private synchronized void at(long checked, long total) {
    if (stopped) {
      throw new CancellationException("the server stops");
    }
    run = run.at(checked, total);
  }

  private void verify(PortalPrincipal by) {
    try {
      Verifier.Verdict verdict = verifier.verify(this::at);
      String message =
          verdict
              .finding()
              .map(bad -> "The log is NOT whole: record " + bad.seq() + ": " + bad.message() + ".")
              .orElseGet(() -> "The log is whole: " + size(verdict) + ".");
      end(verdict.finding().isEmpty() ? "whole" : "broken", message, Optional.of(verdict));
      report(by, verdict, message);
    } catch (CancellationException e) {
      end("failed", "The verification was stopped with the server.", Optional.empty());
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The audit log could not be verified", e);
      end("failed", "The log could not be read; the server's log says why.", Optional.empty());
    }
  }

  private static String size(Verifier.Verdict verdict) {
    String signed = verdict.checkpoints() == 1 ? " checkpoint" : " checkpoints";
    return verdict.head().seq()
        + " records"
        + (verdict.checkpoints() == 0 ? "" : ", " + verdict.checkpoints() + signed);
  }

  private synchronized void end(String state, String message, Optional<Verifier.Verdict> verdict) {
    run = run.end(state, clock.instant(), message, verdict);
  }

  private void report(PortalPrincipal by, Verifier.Verdict verdict, String message) {
    if (verdict.finding().isPresent()) {
      LOG.error("{}", message);
    }
    try {
      audit.record(event(by, verdict, message));
    } catch (PortalException e) {
      LOG.warn("The verification could not be recorded: {}", e.getMessage());
    }
  }

  /** Makes the record of what a verification found. */
  static AuditEvent event(PortalPrincipal by, Verifier.Verdict verdict, String message) {
    boolean whole = verdict.finding().isEmpty();
    AuditEvent.Builder event =
        AuditEvent.event("audit-verify", by)
            .target("audit-log", "audit")
            .severity(whole ? Severity.LOW : Severity.CRITICAL)
            .meta("records", verdict.head().seq())
            .meta("hash", verdict.head().hash());
    return whole ? event.build() : event.meta("finding", message).failed();
  }
}
