package dev.callboard.identity;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be known with a user token. */
@Path("/v1/userinfo")
@Produces(MediaType.APPLICATION_JSON)
public final class UserInfoResource {
  private static final String BEARER = "Bearer ";

  /** Returns who the user is and what the user owns. */
  @GET
  @PublicRoute("Looks at who calls itself, as its messages differ from those of other routes")
  public Map<String, Object> userInfo(
      @HeaderParam("Authorization") String authorization, @Context SecurityContext security) {
    if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, 7)) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "No token provided");
    }
    // The gateway looks at the token, which keeps an address from trying tokens on and on.
    PortalPrincipal principal = (PortalPrincipal) security.getUserPrincipal();
    if (principal.type() == PrincipalType.ANONYMOUS) {
      throw IllegalToken.because("the gateway refused it");
    }
    if (principal.type() != PrincipalType.USER) {
      throw PortalException.input(
          "Userinfo endpoint must be called with a token that represents a user principal");
    }
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", principal.getName());
    claims.put("ent", principal.ownershipRefs());
    return Map.of("claims", claims);
  }
}
