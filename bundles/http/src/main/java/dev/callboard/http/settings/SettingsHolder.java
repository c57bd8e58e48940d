package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the active settings. A change that cannot be read leaves the old ones active. */
@Component(
    service = {SettingsHolder.class, ConfigListener.class},
    property = {
      ConfigListener.RESTART_PATHS + "=backend.listen",
      ConfigListener.RESTART_PATHS + "=backend.server",
      ConfigListener.RESTART_PATHS + "=backend.limits.http2"
    })
public final class SettingsHolder implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsHolder.class);

  private volatile HttpSettings current;

  /** Reads the settings for the first time. */
  @Activate
  public SettingsHolder(@Reference ConfigService config) {
    this.current = HttpSettings.from(config.current());
  }

  /** Returns the settings that are active now. */
  public HttpSettings current() {
    return current;
  }

  @Override
  public void configChanged(Config previous, Config next) {
    HttpSettings settings;
    try {
      settings = HttpSettings.from(next);
    } catch (RuntimeException e) {
      LOG.error("The HTTP settings stay as they were: {}", e.getMessage());
      return;
    }
    current = settings;
  }
}
