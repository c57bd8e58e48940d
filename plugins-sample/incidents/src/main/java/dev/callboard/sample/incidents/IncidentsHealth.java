package dev.callboard.sample.incidents;

import java.sql.SQLException;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows in {@code /api/health} whether the table can be read and the configuration is in force. */
@Component(property = {HealthCheck.NAME + "=incidents", HealthCheck.TAGS + "=plugin"})
public final class IncidentsHealth implements HealthCheck {
  private final Incidents incidents;
  private final Settings settings;

  /** Creates the check. */
  @Activate
  public IncidentsHealth(@Reference Incidents incidents, @Reference Settings settings) {
    this.incidents = incidents;
    this.settings = settings;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    settings.problem().ifPresent(text -> log.warn("The last change was refused: {}", text));
    try {
      incidents.list(true, 1);
      log.info("The table can be read");
    } catch (SQLException | RuntimeException e) {
      log.critical("The table cannot be read: {}", e.getMessage());
    }
    return new Result(log);
  }
}
