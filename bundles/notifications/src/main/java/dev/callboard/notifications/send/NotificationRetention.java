package dev.callboard.notifications.send;

import dev.callboard.notifications.store.NotificationStore;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old notifications: {@code notifications.retention}, a year, {@code false} for never. */
@Component(service = ScheduledTask.class)
public final class NotificationRetention implements ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationRetention.class);
  private static final String KEY = "notifications.retention";

  private final ConfigService config;
  private final NotificationStore store;
  private final Clock clock;

  /** Called by Declarative Services. */
  @Activate
  public NotificationRetention(
      @Reference ConfigService config, @Reference NotificationStore store) {
    this(config, store, Clock.systemUTC());
  }

  NotificationRetention(ConfigService config, NotificationStore store, Clock clock) {
    this.config = config;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "delete-old-notifications";
  }

  @Override
  public Schedule schedule() {
    Duration day = Duration.ofDays(1);
    return new Schedule(day, Optional.empty(), Duration.ofHours(1), Duration.ofHours(1));
  }

  @Override
  public void run() {
    Optional<Duration> retention = retention(config.current());
    if (retention.isEmpty()) {
      return;
    }
    int count = store.purge(clock.instant().minus(retention.get()).toEpochMilli());
    if (count > 0) {
      LOG.info("{} notifications older than {} were deleted", count, retention.get());
    }
  }

  static Optional<Duration> retention(Config config) {
    if (config
        .value(KEY)
        .filter(value -> value.equals(false) || value.equals("false"))
        .isPresent()) {
      return Optional.empty();
    }
    Duration retention = config.duration(KEY).orElse(Duration.ofDays(365));
    if (retention.isNegative() || retention.isZero()) {
      throw PortalException.input(KEY + " must be false or longer than nothing");
    }
    return Optional.of(retention);
  }
}
