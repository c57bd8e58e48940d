package dev.callboard.config;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns while the files differ from the configuration that is active. */
@Component(property = {HealthCheck.NAME + "=Configuration", HealthCheck.TAGS + "=config"})
public final class ConfigHealthCheck implements HealthCheck {
  private final DefaultConfigService service;
  private final ConfigWatcher watcher;

  /** Called by Declarative Services. */
  @Activate
  public ConfigHealthCheck(
      @Reference DefaultConfigService service, @Reference ConfigWatcher watcher) {
    this.service = service;
    this.watcher = watcher;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    log.info("{} files are watched", service.reloader().current().files().size());
    service
        .reloader()
        .problems()
        .forEach(
            problem ->
                log.warn("An older configuration is active, because of {}", problem.toString()));
    watcher.needRestart().forEach(key -> log.warn("{} changed: restart the server", key));
    return new Result(log);
  }
}
