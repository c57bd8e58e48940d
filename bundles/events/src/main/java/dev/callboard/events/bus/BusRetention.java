package dev.callboard.events.bus;

import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes what nobody can want from the bus any more. */
@Component(service = ScheduledTask.class)
public final class BusRetention implements ScheduledTask {
  private final EventBus bus;

  /** Called by Declarative Services. */
  @Activate
  public BusRetention(@Reference EventBus bus) {
    this.bus = bus;
  }

  @Override
  public String id() {
    return "delete-old-events";
  }

  @Override
  public Schedule schedule() {
    Duration often = Duration.ofMinutes(5);
    return new Schedule(often, Optional.empty(), often, Duration.ofMinutes(5));
  }

  @Override
  public void run() {
    bus.purge();
  }
}
