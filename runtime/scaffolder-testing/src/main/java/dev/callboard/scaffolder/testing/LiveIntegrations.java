package dev.callboard.scaffolder.testing;

import dev.callboard.integrations.UrlReaderComponent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The services of the integrations bundle as the product has them, without a framework. */
public final class LiveIntegrations {
  private final Map<Class<?>, Object> services = new HashMap<>();
  private final Config config;

  /**
   * Starts the services.
   *
   * @param data a directory
   * @param config what is active, now and always
   */
  public LiveIntegrations(Path data, Config config) {
    this.config = config;
    BundleContext context =
        (BundleContext)
            Proxy.newProxyInstance(
                LiveIntegrations.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getProperty" -> data.toString();
                      case "registerService" -> register(arguments[0], arguments[1]);
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    services.put(UrlReaderComponent.class, new UrlReaderComponent(context, config()));
  }

  private Object register(Object type, Object service) {
    services.put((Class<?>) type, service);
    return Proxy.newProxyInstance(
        LiveIntegrations.class.getClassLoader(),
        new Class<?>[] {ServiceRegistration.class},
        (proxy, method, arguments) -> null);
  }

  /** Returns the configuration. */
  public ConfigService config() {
    return () -> config;
  }

  /** Returns the reader of URLs. */
  public UrlReader reader() {
    return (UrlReader) services.get(UrlReader.class);
  }

  /** Reads from the hosts of a provider from now on. */
  public void add(SourceHostProvider provider) {
    component().addProvider(provider);
  }

  /** Reads from the hosts of a provider no longer. */
  public void remove(SourceHostProvider provider) {
    component().removeProvider(provider);
  }

  private UrlReaderComponent component() {
    return (UrlReaderComponent) services.get(UrlReaderComponent.class);
  }

  /** Returns how hosts are reached. */
  public HostAccess access() {
    return (HostAccess) services.get(HostAccess.class);
  }

  /** Returns the tokens of apps. */
  public HostCredentials credentials() {
    return (HostCredentials) services.get(HostCredentials.class);
  }

  /** Returns how APIs are called. */
  public RestApis apis() {
    return (RestApis) services.get(RestApis.class);
  }
}
