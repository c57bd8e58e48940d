package dev.callboard.config;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration when it starts. A server whose configuration cannot be used would run
 * with defaults that nobody asked for, so then it stops the framework.
 */
@Component(
    immediate = true,
    service = {ConfigService.class, DefaultConfigService.class})
public final class DefaultConfigService implements ConfigService {
  /** The system property in which the launcher finds why the server could not start. */
  static final String FAILURE_PROPERTY = "callboard.start.failure";

  private static final Logger LOG = LoggerFactory.getLogger(DefaultConfigService.class);

  private final Reloader reloader;

  /** Called by Declarative Services. */
  @Activate
  public DefaultConfigService(BundleContext context) throws BundleException {
    this.reloader = load(context);
  }

  @Override
  public Config current() {
    return reloader.current().config();
  }

  Reloader reloader() {
    return reloader;
  }

  private static Reloader load(BundleContext context) throws BundleException {
    try {
      return new Reloader(
          new ConfigLoader(ConfigSources.of(context::getProperty, System.getenv())));
    } catch (ConfigException e) {
      LOG.error("The configuration cannot be used, so the server stops:\n{}", e.getMessage());
      System.setProperty(FAILURE_PROPERTY, "The configuration cannot be used:\n" + e.getMessage());
      context.getBundle(0).stop();
      throw e;
    }
  }
}
