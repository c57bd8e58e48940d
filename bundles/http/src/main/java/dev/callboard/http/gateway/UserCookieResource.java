package dev.callboard.http.gateway;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.UserCookieRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.identity.UserCookie;
import dev.callboard.platform.identity.UserCookies;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.AnnotatedElement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sets and takes back the cookie for the routes of a plugin that take one, as in Backstage. */
@Path(UserCookieResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class UserCookieResource {
  static final String PATH = "/.backstage/auth/v1/cookie";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String pluginId;
  private final Supplier<UserCookies> cookies;

  /**
   * Creates the resource of a plugin.
   *
   * @param cookies gives null while there is none
   */
  UserCookieResource(String pluginId, Supplier<UserCookies> cookies) {
    this.pluginId = pluginId;
    this.cookies = cookies;
  }

  /** Returns whether a plugin with these resources has a route that takes a cookie. */
  static boolean isWanted(Set<Class<?>> classes, Set<Object> singletons) {
    return Stream.concat(classes.stream(), singletons.stream().map(Object::getClass))
        .flatMap(
            type ->
                Stream.<AnnotatedElement>concat(Stream.of(type), Arrays.stream(type.getMethods())))
        .anyMatch(element -> element.isAnnotationPresent(UserCookieRoute.class));
  }

  /** Gives a user who has signed in a cookie. */
  @GET
  @AuthenticatedRoute(PrincipalType.USER)
  public Response set(@Context SecurityContext security) {
    UserCookie cookie = cookies().issue((PortalPrincipal) security.getUserPrincipal(), pluginId);
    return Response.ok(Map.of("expiresAt", TIME.format(cookie.expires())))
        .header(HttpHeaders.SET_COOKIE, cookie.header())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Takes the cookie back. */
  @DELETE
  @AuthenticatedRoute
  public Response clear() {
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, cookies().clear(pluginId).header())
        .build();
  }

  private UserCookies cookies() {
    UserCookies known = cookies.get();
    if (known == null) {
      throw PortalException.unavailable("The identity service is not running, try again later");
    }
    return known;
  }
}
