package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the log signed now and then; keys and files are touched when there is something to sign. */
@Component(
    immediate = true,
    service = {Checkpoints.class, HealthCheck.class},
    property = {HealthCheck.NAME + "=Audit checkpoints", HealthCheck.TAGS + "=audit"})
public final class Checkpoints implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final AuditService audit;
  private final IdentityService identity;
  private final TaskExecutor tasks;
  private final CheckpointKeys keys;
  private final CheckpointTable table;
  private final Verifier verifier;
  private final Checkpointer checkpointer;
  private Future<?> sweep;
  private boolean stopped;

  /** Called by Declarative Services. */
  @Activate
  public Checkpoints(
      BundleContext context,
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference AuditService audit,
      @Reference IdentityService identity,
      @Reference TaskExecutor tasks) {
    this.audit = audit;
    this.identity = identity;
    this.tasks = tasks;
    CheckpointSettings settings =
        CheckpointSettings.of(config.current(), Path.of(context.getProperty("callboard.data")));
    keys = new CheckpointKeys(settings);
    table = new CheckpointTable(database);
    CheckpointJournal journal = new CheckpointJournal(settings.journal());
    LogVerifier chain = new LogVerifier(database);
    verifier =
        new SignedLogVerifier(
            chain, new CheckpointVerifier(table, keys::trusted, Optional.of(journal)));
    checkpointer =
        new Checkpointer(
            new Checkpointer.Parts(
                new AuditLog(database),
                chain,
                verifier,
                keys,
                table,
                journal,
                Clock.systemUTC(),
                this::alarm),
            settings);
    plan();
  }

  private synchronized void plan() {
    if (!stopped) {
      sweep = tasks.schedule("sign the audit log", SWEEP, this::run);
    }
  }

  private Void run() {
    try {
      checkpointer.run();
    } finally {
      plan();
    }
    return null;
  }

  private void alarm(Verifier.Verdict verdict, String message) {
    try {
      audit.record(Verification.event(identity.system("audit"), verdict, message));
    } catch (PortalException e) {
      LOG.warn("What is wrong with the log could not be recorded: {}", e.getMessage());
    }
  }

  @Deactivate
  synchronized void stop() {
    stopped = true;
    if (sweep != null) {
      sweep.cancel(true);
    }
  }

  Verifier verifier() {
    return verifier;
  }

  CheckpointKeys keys() {
    return keys;
  }

  CheckpointTable table() {
    return table;
  }

  /** Replaces the key that signs; there is no new one without a record. */
  VerifierKey rotate(PortalPrincipal by) {
    String before = keys.signing().verifier().id();
    VerifierKey now = keys.rotate().verifier();
    audit.record(
        AuditEvent.event("audit-key-rotate", by)
            .severity(Severity.HIGH)
            .target("audit-key", now.id())
            .meta("before", before)
            .meta("key", now.text())
            .build());
    return now;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    checkpointer
        .problem()
        .ifPresentOrElse(why -> log.critical("{}", why), () -> log.info("The log is signed"));
    return new Result(log);
  }
}
