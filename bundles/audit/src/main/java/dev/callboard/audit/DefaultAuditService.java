package dev.callboard.audit;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stores events and keeps the log going. */
@Component(
    immediate = true,
    service = {AuditService.class, HealthCheck.class},
    property = {HealthCheck.NAME + "=Audit", HealthCheck.TAGS + "=audit"})
public final class DefaultAuditService implements AuditService, HealthCheck {
  private final OutboxSource outboxes;
  private final Sequencer sequencer;
  private final SequencerLoop loop;
  private final OutboxWriter writer;
  private final CommitSignal commits;
  private final Consumer<String> listener;

  /** Called by Declarative Services. */
  @Activate
  public DefaultAuditService(
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference OutboxSource outboxes,
      @Reference TaskExecutor tasks,
      @Reference CommitSignal commits) {
    this.outboxes = outboxes;
    AuditSettings settings = AuditSettings.of(config.current(), System.getenv());
    RecordWriter records = new RecordWriter(Clock.systemUTC(), settings.node());
    this.sequencer = new Sequencer(outboxes, new AuditLog(database), System::nanoTime);
    this.writer = new OutboxWriter(database, records, sequencer, settings.sinkGrace());
    this.loop = new SequencerLoop(sequencer, outboxes, tasks);
    this.commits = commits;
    this.listener = loop::committed;
    commits.connect(listener);
    loop.start();
  }

  @Deactivate
  void stop() {
    commits.disconnect(listener);
    loop.stop();
  }

  @Override
  public void record(Connection transaction, AuditEvent event) throws SQLException {
    writer.write(transaction, event);
  }

  @Override
  public void record(Connection transaction, List<AuditEvent> events) throws SQLException {
    writer.write(transaction, events);
  }

  @Override
  public void record(AuditEvent event) {
    writer.write(event);
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    log.info("{} databases are looked after", outboxes.databases().size());
    sequencer.failure().ifPresent(why -> log.critical("{}", why));
    return new Result(log);
  }
}
