package dev.callboard.plugins;

import java.util.List;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of plugins that failed or leaked, and of a drop folder that cannot be read. */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=Plugins", HealthCheck.TAGS + "=plugins"})
public final class PluginsHealthCheck implements HealthCheck {
  private final PluginManagerComponent component;

  /** Takes the manager to be watched. */
  @Activate
  public PluginsHealthCheck(@Reference PluginManagerComponent component) {
    this.component = component;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    List<String> problems = component.manager().problems();
    problems.forEach(problem -> log.warn("{}", problem));
    if (problems.isEmpty()) {
      log.info("All plugins are well");
    }
    return new Result(log);
  }
}
