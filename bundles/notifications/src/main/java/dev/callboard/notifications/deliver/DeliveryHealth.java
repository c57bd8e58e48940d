package dev.callboard.notifications.deliver;

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

/** Gives up what waits for too long, and tells operators of what was given up. */
@Component(
    service = {HealthCheck.class, ScheduledTask.class},
    property = {HealthCheck.NAME + "=Notification deliveries", HealthCheck.TAGS + "=notifications"})
public final class DeliveryHealth implements HealthCheck, ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryHealth.class);

  private final Deliveries deliveries;

  /** Called by Declarative Services. */
  @Activate
  public DeliveryHealth(@Reference Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public String id() {
    return "give-up-old-deliveries";
  }

  @Override
  public Schedule schedule() {
    Duration hour = Duration.ofHours(1);
    return new Schedule(hour, Optional.empty(), hour, Duration.ofMinutes(10));
  }

  @Override
  public void run() {
    int count = deliveries.expire();
    if (count > 0) {
      LOG.warn("{} notifications were not delivered in time and are given up", count);
    }
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    // A result without any line is a warning.
    log.info("Deliveries are stored until they are made");
    for (Deliveries.ChannelState state : deliveries.states()) {
      if (state.dead() > 0) {
        log.warn("{} deliveries through {} were given up", state.dead(), state.channel());
      }
      if (!state.here() && state.waiting() > 0) {
        log.warn("{} deliveries wait for {}, which is away", state.waiting(), state.channel());
      }
      log.info("{}: {} deliveries wait", state.channel(), state.waiting());
    }
    return new Result(log);
  }
}
