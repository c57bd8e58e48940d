package dev.callboard.http.gateway;

import dev.callboard.http.rest.RouteRule;
import dev.callboard.platform.http.Route;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** Lists the routes of an application by its annotations, without building it. */
final class RouteScanner {
  private RouteScanner() {}

  static List<Route> routes(String pluginId, Application application) {
    return routes(pluginId, application.getClasses(), ApplicationBuilder.singletons(application));
  }

  static List<Route> routes(String pluginId, Set<Class<?>> declared, Set<Object> singletons) {
    Set<Class<?>> classes = new LinkedHashSet<>(declared);
    for (Object singleton : singletons) {
      classes.add(singleton.getClass());
    }
    List<Route> routes = new ArrayList<>();
    for (Class<?> resourceClass : classes) {
      Resource resource = Resource.from(resourceClass, true);
      if (resource != null) {
        add(routes, "/api/" + pluginId, resource, resourceClass);
      }
    }
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return List.copyOf(routes);
  }

  private static void add(
      List<Route> routes, String parent, Resource resource, Class<?> resourceClass) {
    String path = join(parent, resource.getPath());
    for (ResourceMethod method : resource.getResourceMethods()) {
      Method handling = method.getInvocable().getHandlingMethod();
      routes.add(
          new Route(method.getHttpMethod(), path, RouteRule.of(handling, resourceClass).label()));
    }
    for (Resource child : resource.getChildResources()) {
      add(routes, path, child, resourceClass);
    }
  }

  private static String join(String parent, String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return parent;
    }
    return parent + (path.startsWith("/") ? "" : "/") + path;
  }
}
