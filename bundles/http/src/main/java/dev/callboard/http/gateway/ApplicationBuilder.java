package dev.callboard.http.gateway;

import dev.callboard.http.rest.AccessFeature;
import dev.callboard.http.rest.JsonProvider;
import dev.callboard.http.rest.PortalExceptionMapper;
import dev.callboard.http.rest.StrictJson;
import dev.callboard.http.settings.JsonLimits;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.http.Route;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;

/** Builds the Jersey application of a plugin. */
final class ApplicationBuilder {
  private final Credentials credentials;

  ApplicationBuilder(Credentials credentials) {
    this.credentials = credentials;
    // Jersey finds its delegate through META-INF/services of the context class loader, which in a
    // framework is whoever happens to call first.
    RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
  }

  /**
   * Returns what builds the application of a plugin.
   *
   * @param entries finds a file of its bundle by its path, null when there is none
   */
  Function<Application, ApplicationHandler> of(
      String pluginId, Function<String, URL> entries, JsonLimits limits) {
    return application -> build(application, pluginId, entries, limits);
  }

  /**
   * Builds an application of nothing and throws it away, so that the classes of Jersey are loaded
   * before the first plugin needs them, on a processor that has nothing else to do.
   */
  void warmUp(JsonLimits limits) {
    ResourceConfig config = new ResourceConfig();
    config.registerInstances(new WarmUp());
    handler(configure(config, "warm-up", limits)).onShutdown(null);
  }

  /** Serves nothing: it is never mounted. */
  @Path("warm-up")
  public static final class WarmUp {
    /** Is never called. */
    @GET
    @PublicRoute("never mounted")
    public String get() {
      return "";
    }
  }

  private ApplicationHandler build(
      Application application, String pluginId, Function<String, URL> entries, JsonLimits limits) {
    ResourceConfig config = new ResourceConfig();
    Set<Class<?>> classes = application.getClasses();
    Set<Object> singletons = singletons(application);
    config.registerClasses(classes);
    config.registerInstances(singletons);
    List<Route> routes = RouteScanner.routes(pluginId, classes, singletons);
    OpenApiResource.of(pluginId, entries)
        .filter(resource -> !hasOwn(routes, pluginId, OpenApiResource.PATH))
        .ifPresent(config::register);
    if (!hasOwn(routes, pluginId, PermissionRulesResource.PATH)) {
      config.register(new PermissionRulesResource(pluginId, credentials::registry));
    }
    if (UserCookieResource.isWanted(classes, singletons)
        && !hasOwn(routes, pluginId, UserCookieResource.PATH)) {
      config.register(new UserCookieResource(pluginId, credentials::cookies));
    }
    config.addProperties(application.getProperties());
    return handler(configure(config, pluginId, limits));
  }

  private ResourceConfig configure(ResourceConfig config, String pluginId, JsonLimits limits) {
    config.setApplicationName(pluginId);
    config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    config.property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, false);
    // None of those that ship with Jersey is wanted, XML in particular.
    config.property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
    config.register(SseFeature.class);
    config.register(new JsonProvider(StrictJson.mapper(limits), limits.keys()));
    config.register(new AccessFeature(pluginId, credentials::permissions));
    config.register(new PortalExceptionMapper());
    return config;
  }

  private static ApplicationHandler handler(ResourceConfig config) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ApplicationHandler.class.getClassLoader());
    try {
      return new ApplicationHandler(config);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Returns whether a plugin with these routes serves a path, or something below it, itself. */
  private static boolean hasOwn(List<Route> routes, String pluginId, String path) {
    String own = "/api/" + pluginId + path;
    return routes.stream()
        .anyMatch(route -> route.path().equals(own) || route.path().startsWith(own + "/"));
  }

  /** Deprecated in the specification, and the one way to hand over objects that DS has wired. */
  @SuppressWarnings("deprecation")
  static Set<Object> singletons(Application application) {
    return application.getSingletons();
  }
}
