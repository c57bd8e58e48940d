package dev.callboard.config;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
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
  /** How the launcher lets bundles end the start; it shares no classes with them. */
  private static final String FATAL = "(dev.callboard.fatal=*)";

  private static final Logger LOG = LoggerFactory.getLogger(DefaultConfigService.class);

  private final Reloader reloader;

  /** Called by Declarative Services. */
  @Activate
  public DefaultConfigService(BundleContext context)
      throws BundleException, InvalidSyntaxException {
    this.reloader = load(context);
  }

  @Override
  public Config current() {
    return reloader.current().config();
  }

  Reloader reloader() {
    return reloader;
  }

  private static Reloader load(BundleContext context)
      throws BundleException, InvalidSyntaxException {
    try {
      return new Reloader(
          new ConfigLoader(ConfigSources.of(context::getProperty, System.getenv())));
    } catch (ConfigException e) {
      LOG.error("The configuration cannot be used, so the server stops:\n{}", e.getMessage());
      end(context, "The configuration cannot be used:\n" + e.getMessage());
      throw e;
    }
  }

  @SuppressWarnings("rawtypes")
  private static void end(BundleContext context, String message)
      throws BundleException, InvalidSyntaxException {
    for (ServiceReference<Consumer> launcher :
        context.getServiceReferences(Consumer.class, FATAL)) {
      tell(context, launcher, message);
      return;
    }
    context.getBundle(0).stop();
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void tell(
      BundleContext context, ServiceReference<Consumer> launcher, String message) {
    Consumer<String> consumer = context.getService(launcher);
    if (consumer != null) {
      consumer.accept(message);
      context.ungetService(launcher);
    }
  }
}
