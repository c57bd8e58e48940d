package dev.callboard.http.rest;

import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/** Who may use a route, read once from its annotations. */
public sealed interface RouteRule {
  /** Anybody. */
  record Public() implements RouteRule {}

  /**
   * Each caller with credentials of these types.
   *
   * @param types not empty
   */
  record Authenticated(Set<PrincipalType> types) implements RouteRule {}

  /**
   * Those whom the policy allows.
   *
   * @param request the question to the policy
   */
  record Permitted(PermissionRequest request) implements RouteRule {}

  /** Nobody: the author did not say. */
  record Undeclared() implements RouteRule {}

  /** Returns the rule of a resource method: its own annotation, else that of its class. */
  static RouteRule of(Method method, Class<?> resource) {
    RouteRule rule = of(method);
    if (rule instanceof Undeclared) {
      rule = of(resource);
    }
    return rule instanceof Undeclared ? of(method.getDeclaringClass()) : rule;
  }

  private static RouteRule of(AnnotatedElement element) {
    RequiresPermission permission = element.getAnnotation(RequiresPermission.class);
    if (permission != null) {
      String type = permission.resourceType();
      return new Permitted(
          new PermissionRequest(
              new Permission(
                  permission.value(),
                  permission.action(),
                  type.isEmpty() ? Optional.empty() : Optional.of(type)),
              Optional.empty()));
    }
    AuthenticatedRoute authenticated = element.getAnnotation(AuthenticatedRoute.class);
    if (authenticated != null) {
      return new Authenticated(Set.of(authenticated.value()));
    }
    return element.isAnnotationPresent(PublicRoute.class) ? new Public() : new Undeclared();
  }

  /** Returns the word by which the rule is listed in the route registry. */
  default String label() {
    if (this instanceof Permitted permitted) {
      return permitted.request().permission().name();
    }
    if (this instanceof Authenticated) {
      return "authenticated";
    }
    return this instanceof Public ? "public" : "undeclared";
  }
}
