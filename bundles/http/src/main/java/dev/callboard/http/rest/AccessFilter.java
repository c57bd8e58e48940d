package dev.callboard.http.rest;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionService;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Lets a request through to one resource method, or not. */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {
  private final RouteRule rule;
  private final boolean jsonOnly;
  private final boolean cookies;
  private final Supplier<PermissionService> permissions;

  /**
   * Creates the filter of one method.
   *
   * @param cookies whether the user's cookie counts as well
   */
  AccessFilter(
      RouteRule rule, boolean jsonOnly, boolean cookies, Supplier<PermissionService> permissions) {
    this.rule = rule;
    this.cookies = cookies;
    this.jsonOnly = jsonOnly;
    this.permissions = permissions;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Caller caller = (Caller) request.getProperty(Caller.PROPERTY);
    if (rule instanceof RouteRule.Public) {
      checkMediaType(request, caller);
      return;
    }
    PortalPrincipal principal = cookies ? caller.authenticateBrowser() : caller.authenticate();
    caller.admit(principal);
    checkRestriction(principal, caller.pluginId());
    check(principal);
    checkMediaType(request, caller);
  }

  private void check(PortalPrincipal principal) {
    if (rule instanceof RouteRule.Permitted permitted) {
      checkPermission(principal, permitted);
      return;
    }
    if (rule instanceof RouteRule.Authenticated authenticated) {
      checkType(principal, authenticated);
      return;
    }
    throw PortalException.notFound("Not found");
  }

  private void checkPermission(PortalPrincipal principal, RouteRule.Permitted permitted) {
    PermissionService service = permissions.get();
    if (service == null) {
      throw PortalException.unavailable("The permission service is not running, try again later");
    }
    Decision decision = service.authorize(principal, permitted.request());
    if (decision.effect() == Decision.Effect.DENY) {
      throw PortalException.notAllowed(
          "Not allowed: the permission " + permitted.label() + " is needed");
    }
  }

  private static void checkType(PortalPrincipal principal, RouteRule.Authenticated rule) {
    if (!rule.types().contains(principal.type())) {
      String type =
          principal.type() == PrincipalType.PLUGIN
              ? "service"
              : principal.type().name().toLowerCase(Locale.ROOT);
      throw PortalException.notAllowed("This endpoint does not allow '" + type + "' credentials");
    }
  }

  private static void checkRestriction(PortalPrincipal principal, String pluginId) {
    List<AccessRestriction> restrictions = principal.accessRestrictions();
    if (restrictions.isEmpty()) {
      return;
    }
    for (AccessRestriction restriction : restrictions) {
      if (restriction.plugin().equals(pluginId)) {
        return;
      }
    }
    throw PortalException.notAllowed("These credentials are not for the plugin " + pluginId);
  }

  private void checkMediaType(ContainerRequestContext request, Caller caller) {
    if (!caller.hasBody()) {
      return;
    }
    MediaType type = request.getMediaType();
    if (type == null || jsonOnly && !isJson(type)) {
      throw new PortalException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The media type of the body is not supported; application/json is expected");
    }
  }

  private static boolean isJson(MediaType type) {
    return type.getType().equalsIgnoreCase("application")
        && (type.getSubtype().equalsIgnoreCase("json")
            || type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json"));
  }
}
