package dev.callboard.database;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.lifecycle.ReadinessGate;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Duration;
import java.util.Optional;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the open databases every few seconds, so that the server says that it cannot serve, and
 * that it can again, without waiting for a request.
 */
@Component(
    service = {HealthCheck.class, ReadinessGate.class, ScheduledTask.class, ConfigListener.class},
    property = {
      HealthCheck.NAME + "=Database",
      HealthCheck.TAGS + "=database",
      ConfigListener.RESTART_PATHS + "=backend.database"
    })
public final class DatabaseMonitor
    implements HealthCheck, ReadinessGate, ScheduledTask, ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);
  private static final Duration FREQUENCY = Duration.ofSeconds(5);

  private final Databases databases;

  /** Called by Declarative Services. */
  @Activate
  public DatabaseMonitor(@Reference DatabaseManager manager) {
    this.databases = manager.databases();
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    log.info("{} databases are open", databases.opened().size());
    databases.failures().values().forEach(why -> log.critical("{}", why));
    return new Result(log);
  }

  /** One plugin's broken file leaves the others serving; a lost PostgreSQL does not. */
  @Override
  public Optional<String> notReady() {
    return Optional.ofNullable(databases.failures().get("postgresql"));
  }

  @Override
  public String id() {
    return "probe";
  }

  @Override
  public Schedule schedule() {
    return Schedule.every(FREQUENCY, Duration.ofSeconds(30));
  }

  @Override
  public void run() {
    databases.probe();
  }

  /** Nothing to do: the settings are read once. The service property tells so. */
  @Override
  public void configChanged(Config previous, Config current) {
    LOG.trace("Database settings are taken up at the next start");
  }
}
