package dev.callboard.http.gateway;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Stand-ins for the parts of the framework and of other bundles. */
final class Fakes {
  private Fakes() {}

  /** A bundle with a name and a location. */
  static Bundle bundle(long id, String name, String location) {
    return (Bundle)
        Proxy.newProxyInstance(
            Fakes.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getBundleId" -> id;
                  case "getSymbolicName" -> name;
                  case "getLocation" -> location;
                  case "adapt", "getEntry" -> null;
                  case "getState" -> Bundle.STARTING;
                  case "equals" -> proxy == args[0];
                  case "hashCode" -> (int) id;
                  case "toString" -> name + " [" + id + "]";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** A reference to a service that a core bundle registered. */
  @SuppressWarnings("unchecked")
  static <T> ServiceReference<T> coreReference() {
    return reference(bundle(5, "dev.callboard.core", "reference:file:core.jar"));
  }

  @SuppressWarnings("unchecked")
  static <T> ServiceReference<T> reference(Bundle bundle) {
    return (ServiceReference<T>)
        Proxy.newProxyInstance(
            Fakes.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getBundle" -> bundle;
                  case "compareTo" -> 0;
                  case "equals" -> proxy == args[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  record Principal(String name, PrincipalType kind, List<AccessRestriction> accessRestrictions)
      implements PortalPrincipal {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public PrincipalType type() {
      return kind;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }
  }

  /** Knows the tokens {@code static-token}, {@code alice}, {@code bob} and {@code narrow}. */
  static final class Identity implements IdentityService {
    @Override
    public PortalPrincipal authenticate(String token, String pluginId) {
      return switch (token) {
        case "static-token" -> new Principal("external:ci", PrincipalType.SERVICE, List.of());
        case "alice", "bob" ->
            new Principal("user:default/" + token, PrincipalType.USER, List.of());
        case "narrow" ->
            new Principal(
                "external:narrow",
                PrincipalType.SERVICE,
                List.of(new AccessRestriction("other", java.util.Set.of(), java.util.Set.of())));
        default -> throw new PortalException(ErrorCode.AUTHENTICATION, "Illegal token");
      };
    }

    @Override
    public PortalPrincipal anonymous() {
      return new Principal("anonymous", PrincipalType.ANONYMOUS, List.of());
    }

    @Override
    public PortalPrincipal system(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
      throw new UnsupportedOperationException();
    }
  }

  /** Denies permissions whose name contains {@code forbidden}. */
  static final class Permissions implements PermissionService {
    @Override
    public List<Decision> authorize(PortalPrincipal who, List<PermissionRequest> requests) {
      return requests.stream()
          .map(
              request ->
                  request.permission().name().contains("forbidden")
                      ? Decision.deny("test")
                      : Decision.allow("test"))
          .toList();
    }
  }
}
