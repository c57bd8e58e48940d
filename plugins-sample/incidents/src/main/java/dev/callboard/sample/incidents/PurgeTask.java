package dev.callboard.sample.incidents;

import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.sql.SQLException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes old incidents and brings the catalog in line, in case that it missed a change while it
 * was away.
 */
@Component
public final class PurgeTask implements ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(PurgeTask.class);
  private final Incidents incidents;
  private final IncidentEntities entities;

  /** Creates the task; the scheduler runs it. */
  @Activate
  public PurgeTask(@Reference Incidents incidents, @Reference IncidentEntities entities) {
    this.incidents = incidents;
    this.entities = entities;
  }

  @Override
  public String id() {
    return "purge";
  }

  @Override
  public Schedule schedule() {
    return Schedule.every(Duration.ofHours(1), Duration.ofMinutes(5));
  }

  @Override
  public void run() throws SQLException {
    int removed = incidents.purge();
    if (removed > 0) {
      LOG.info("Removed {} incidents that were resolved long ago", removed);
    }
    entities.publishAll();
  }
}
