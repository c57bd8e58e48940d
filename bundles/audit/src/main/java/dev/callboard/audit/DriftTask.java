package dev.callboard.audit;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks for drift from time to time. */
@Component(service = ScheduledTask.class)
public final class DriftTask implements ScheduledTask {
  private static final Duration OFTEN = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final DriftScan scan;
  private final Duration frequency;
  private final PortalPrincipal self;

  /** Called by Declarative Services. */
  @Activate
  public DriftTask(
      @Reference DriftScan scan,
      @Reference ConfigService config,
      @Reference IdentityService identity) {
    this.scan = scan;
    frequency = config.current().duration("audit.drift.frequency").orElse(OFTEN);
    self = identity.system("audit");
  }

  @Override
  public String id() {
    return "look-for-drift";
  }

  @Override
  public Schedule schedule() {
    return new Schedule(frequency, Optional.empty(), frequency, LONGEST);
  }

  @Override
  public void run() {
    scan.run(self);
  }
}
