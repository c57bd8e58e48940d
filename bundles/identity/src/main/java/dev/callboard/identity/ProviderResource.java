package dev.callboard.identity;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.PublicRoute;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sign-in providers: so far guests only. */
@Path("/{provider}")
@Produces(MediaType.APPLICATION_JSON)
@PublicRoute("Signing in is what one does without credentials")
public final class ProviderResource {
  private static final String GUEST = "guest";

  private final TokenAuthority authority;

  ProviderResource(TokenAuthority authority) {
    this.authority = authority;
  }

  /** Signs a guest in. */
  @GET
  @Path("/refresh")
  public Map<String, Object> refresh(@PathParam("provider") String provider) {
    return signIn(provider);
  }

  /** Signs a guest in. */
  @POST
  @Path("/refresh")
  public Map<String, Object> refreshByPost(@PathParam("provider") String provider) {
    return signIn(provider);
  }

  /** Guests have no page to go to. */
  @GET
  @Path("/start")
  public Map<String, Object> start(@PathParam("provider") String provider) {
    guest(provider);
    throw new PortalException(ErrorCode.NOT_IMPLEMENTED, "Not implemented");
  }

  /** Nothing else is known, as Backstage has it for guests too. */
  @GET
  @Path("/{rest:.+}")
  public Map<String, Object> otherGet(@PathParam("provider") String provider) {
    throw unknown(provider);
  }

  /** Nothing else is known. */
  @POST
  @Path("/{rest:.+}")
  public Map<String, Object> otherPost(@PathParam("provider") String provider) {
    throw unknown(provider);
  }

  /** Nothing else is known. */
  @PUT
  @Path("/{rest:.+}")
  public Map<String, Object> otherPut(@PathParam("provider") String provider) {
    throw unknown(provider);
  }

  /** Nothing else is known. */
  @DELETE
  @Path("/{rest:.+}")
  public Map<String, Object> otherDelete(@PathParam("provider") String provider) {
    throw unknown(provider);
  }

  private Map<String, Object> signIn(String provider) {
    GuestSettings guest = guest(provider);
    if (!guest.allowed()) {
      throw PortalException.notAllowed(
          "Guests may sign in during development only; set auth.environment to development or"
              + " auth.providers.guest.dangerouslyAllowOutsideDevelopment to true");
    }
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("type", "user");
    identity.put("userEntityRef", guest.userRef());
    identity.put("ownershipEntityRefs", authority.users().ownershipOf(guest.userRef()));
    Map<String, Object> backstageIdentity = new LinkedHashMap<>();
    backstageIdentity.put("token", authority.users().issue(guest.userRef()));
    backstageIdentity.put("identity", identity);
    backstageIdentity.put("expiresInSeconds", authority.settings().tokens().lifetime().toSeconds());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("profile", Map.of());
    answer.put("backstageIdentity", backstageIdentity);
    return answer;
  }

  private GuestSettings guest(String provider) {
    GuestSettings guest = authority.settings().guest();
    if (!provider.equals(GUEST) || !guest.configured()) {
      throw unknown(provider);
    }
    return guest;
  }

  private static PortalException unknown(String provider) {
    return PortalException.notFound("Unknown auth provider '" + provider + "'");
  }
}
