package dev.callboard.http.gateway;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.identity.UserCookies;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionService;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Finds out who sent a request. The services may come and go. */
@Component(service = Credentials.class)
public final class Credentials {
  private static final String BEARER = "Bearer ";

  private final CoreService<IdentityService> identity = new CoreService<>();
  private final CoreService<PermissionService> permission = new CoreService<>();
  private final CoreService<PermissionRegistry> registry = new CoreService<>();
  private final CoreService<UserCookies> cookies = new CoreService<>();

  /** Called by DS. */
  @Reference(
      service = IdentityService.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addIdentity(ServiceReference<IdentityService> reference, IdentityService service) {
    identity.add(reference, service);
  }

  /** Called by DS. */
  public void removeIdentity(ServiceReference<IdentityService> reference) {
    identity.remove(reference);
  }

  /** Called by DS. */
  @Reference(
      service = PermissionService.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addPermission(
      ServiceReference<PermissionService> reference, PermissionService service) {
    permission.add(reference, service);
  }

  /** Called by DS. */
  public void removePermission(ServiceReference<PermissionService> reference) {
    permission.remove(reference);
  }

  /** Called by DS. */
  @Reference(
      service = PermissionRegistry.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addRegistry(
      ServiceReference<PermissionRegistry> reference, PermissionRegistry service) {
    registry.add(reference, service);
  }

  /** Called by DS. */
  public void removeRegistry(ServiceReference<PermissionRegistry> reference) {
    registry.remove(reference);
  }

  /** Called by DS. */
  @Reference(
      service = UserCookies.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public void addCookies(ServiceReference<UserCookies> reference, UserCookies service) {
    cookies.add(reference, service);
  }

  /** Called by DS. */
  public void removeCookies(ServiceReference<UserCookies> reference) {
    cookies.remove(reference);
  }

  /** Returns what makes cookies of users, or null while there is none. */
  UserCookies cookies() {
    return cookies.get();
  }

  /** Returns what knows permissions and rules, or null while there is none. */
  PermissionRegistry registry() {
    return registry.get();
  }

  /** Returns the permission service, or null while there is none. */
  public PermissionService permissions() {
    return permission.get();
  }

  /**
   * Finds out whom credentials belong to.
   *
   * @param header the header {@code Authorization}, may be null
   * @param pluginId the plugin that is called
   * @throws PortalException with code AUTHENTICATION when there are none or they are not valid
   */
  PortalPrincipal authenticate(String header, String pluginId) {
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw missing();
    }
    String token = header.substring(BEARER.length()).trim();
    if (token.isEmpty()) {
      throw missing();
    }
    IdentityService service = identity.get();
    if (service == null) {
      throw PortalException.unavailable("The identity service is not running, try again later");
    }
    return service.authenticate(token, pluginId);
  }

  /**
   * Finds out whom a request belongs to that may come with a cookie instead of a header.
   *
   * @throws PortalException as {@link #authenticate}
   */
  PortalPrincipal authenticateBrowser(HttpServletRequest request, String pluginId) {
    String header = request.getHeader("Authorization");
    Cookie[] sent = request.getCookies();
    if (header != null || sent == null) {
      return authenticate(header, pluginId);
    }
    UserCookies service = cookies.get();
    // Of several of one name, the first is the one of the most exact path: RFC 6265, 5.4.
    return Arrays.stream(sent)
        .filter(cookie -> service != null && cookie.getName().equals(UserCookies.NAME))
        .findFirst()
        .map(cookie -> service.authenticate(cookie.getValue(), pluginId))
        .orElseThrow(Credentials::missing);
  }

  /** Returns the principal of those who did not say who they are. */
  PortalPrincipal anonymous() {
    IdentityService service = identity.get();
    return service == null ? Nobody.INSTANCE : service.anonymous();
  }

  private static PortalException missing() {
    return new PortalException(ErrorCode.AUTHENTICATION, "Missing credentials");
  }

  /** The anonymous principal while there is no identity service. */
  private enum Nobody implements PortalPrincipal {
    INSTANCE;

    @Override
    public String getName() {
      return "anonymous";
    }

    @Override
    public PrincipalType type() {
      return PrincipalType.ANONYMOUS;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of();
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<dev.callboard.platform.identity.AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }
}
