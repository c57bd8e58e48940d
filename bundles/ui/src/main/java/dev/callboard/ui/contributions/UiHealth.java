package dev.callboard.ui.contributions;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of contributions that do not count. */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=Pages of plugins", HealthCheck.TAGS + "=ui"})
public final class UiHealth implements HealthCheck {
  private final Contributions contributions;

  /** Called by the framework. */
  @Activate
  public UiHealth(@Reference Contributions contributions) {
    this.contributions = contributions;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    contributions.current().problems().forEach(problem -> log.warn("{}", problem));
    if (log.getAggregateStatus() == Result.Status.OK) {
      log.info("All that plugins contribute is shown");
    }
    return new Result(log);
  }
}
