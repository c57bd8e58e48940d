package dev.callboard.sample.incidents;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The configuration in force. A wrong one keeps the plugin from starting; a wrong change is refused
 * and told by {@link #problem}, and the last good one stays.
 */
@Component(service = {Settings.class, ConfigListener.class})
public final class Settings implements ConfigListener {
  private volatile IncidentsConfig config;
  private volatile Optional<String> problem = Optional.empty();

  /** Reads the configuration. */
  @Activate
  public Settings(@Reference ConfigService configuration) {
    config = IncidentsConfig.of(configuration.current());
  }

  /** Returns the configuration in force. */
  IncidentsConfig get() {
    return config;
  }

  /** Returns why the last change was refused, or empty. */
  Optional<String> problem() {
    return problem;
  }

  @Override
  public void configChanged(Config previous, Config current) {
    try {
      config = IncidentsConfig.of(current);
      problem = Optional.empty();
    } catch (PortalException e) {
      problem = Optional.of(e.getMessage());
    }
  }
}
