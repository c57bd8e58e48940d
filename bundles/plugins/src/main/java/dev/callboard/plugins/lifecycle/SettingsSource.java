package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the settings. A section that is wrong does not count: the settings before it go on, or,
 * at start, the plugins that are installed run and nothing new gets in. Thread-safe.
 */
final class SettingsSource {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsSource.class);

  private final ConfigService service;
  private Config seen;
  private PluginSettings settings;
  private String problem = "";

  SettingsSource(ConfigService service) {
    this.service = service;
  }

  synchronized PluginSettings current() {
    Config config = service.current();
    if (config == seen) {
      return settings;
    }
    seen = config;
    try {
      settings = PluginSettings.of(config);
      problem = "";
    } catch (RuntimeException e) {
      problem = "The section plugins of the configuration is not used: " + e.getMessage();
      LOG.error(problem);
      settings = settings == null ? PluginSettings.of(new EmptyConfig()) : settings;
    }
    return settings;
  }

  /** Returns what is wrong with the configuration, or empty. While it is, nothing new gets in. */
  synchronized Optional<String> problem() {
    current();
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }
}
