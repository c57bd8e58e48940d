package dev.callboard.audit;

import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.scheduler.TaskExecutor;
import jakarta.ws.rs.core.Application;
import java.time.Clock;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/audit}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/audit")
@JakartarsName("audit")
public final class AuditApplication extends Application {
  private final EventsResource events;
  private final VerifyResource verify;
  private final DriftResource drift;
  private final CheckpointsResource signed;
  private final FollowersResource follow;
  private final Verification verification;

  /** Takes the log to be served. */
  @Activate
  public AuditApplication(
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference AuditService audit,
      @Reference Checkpoints checkpoints,
      @Reference AuditFollowers followers,
      @Reference DriftScan scan,
      @Reference TaskExecutor tasks) {
    verification = new Verification(checkpoints.verifier(), audit, tasks, Clock.systemUTC());
    events = new EventsResource(new EventQuery(database), audit, config);
    signed = new CheckpointsResource(checkpoints, config);
    follow = new FollowersResource(followers);
    verify = new VerifyResource(verification);
    drift = new DriftResource(scan);
  }

  /** Ends a verification that is under way. */
  @Deactivate
  public void stop() {
    verification.stop();
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return Set.of(events, verify, drift, signed, follow);
  }
}
