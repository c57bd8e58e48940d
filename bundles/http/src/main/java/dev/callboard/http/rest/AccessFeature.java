package dev.callboard.http.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.UserCookieRoute;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an access filter before each resource method, made from its annotations once. A method that
 * declares nothing gets one that lets nobody through. Jersey asks for the methods of locators and
 * those it adds itself ({@code OPTIONS}), too; the latter need credentials.
 */
public final class AccessFeature implements DynamicFeature {
  private static final Logger LOG = LoggerFactory.getLogger(AccessFeature.class);
  private static final String JERSEY = "org.glassfish.jersey.";

  private final String pluginId;
  private final Supplier<PermissionService> permissions;

  /**
   * Creates the feature of one application.
   *
   * @param pluginId for the log
   * @param permissions the permission service, null while there is none
   */
  public AccessFeature(String pluginId, Supplier<PermissionService> permissions) {
    this.pluginId = requireNonNull(pluginId, "pluginId is null");
    this.permissions = requireNonNull(permissions, "permissions is null");
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Method method = resource.getResourceMethod();
    RouteRule rule = rule(method, resource.getResourceClass());
    if (rule instanceof RouteRule.Undeclared) {
      LOG.warn(
          "{} of plugin {} declares neither RequiresPermission nor AuthenticatedRoute nor"
              + " PublicRoute: the route is not served",
          method,
          pluginId);
    }
    boolean jsonOnly =
        !method.isAnnotationPresent(Consumes.class)
            && !resource.getResourceClass().isAnnotationPresent(Consumes.class);
    boolean cookies = takesCookies(method, resource.getResourceClass());
    context.register(new AccessFilter(rule, jsonOnly, cookies, permissions));
  }

  /** A browser sends cookies whoever made it send a request: nothing may change by that. */
  private boolean takesCookies(Method method, Class<?> resource) {
    if (method.isAnnotationPresent(UserCookieRoute.class)
        && !method.isAnnotationPresent(GET.class)) {
      LOG.warn("{} of plugin {} is not a GET route, so it takes no cookies", method, pluginId);
    }
    return method.isAnnotationPresent(GET.class)
        && (method.isAnnotationPresent(UserCookieRoute.class)
            || resource.isAnnotationPresent(UserCookieRoute.class));
  }

  private static RouteRule rule(Method method, Class<?> resource) {
    if (method.getDeclaringClass().getName().startsWith(JERSEY)) {
      return new RouteRule.Authenticated(
          Set.copyOf(java.util.EnumSet.allOf(dev.callboard.platform.identity.PrincipalType.class)));
    }
    return RouteRule.of(method, resource);
  }
}
