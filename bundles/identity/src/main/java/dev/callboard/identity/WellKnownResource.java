package dev.callboard.identity;

import dev.callboard.platform.http.PublicRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The public keys of user tokens and the addresses of their issuer. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public final class WellKnownResource {
  private final TokenAuthority authority;

  WellKnownResource(TokenAuthority authority) {
    this.authority = authority;
  }

  /** Returns the keys that user tokens are signed with. */
  @GET
  @Path("/jwks.json")
  @PublicRoute("Public keys, with which others verify our tokens")
  public Map<String, List<Map<String, Object>>> keys() {
    return PublicKeys.of(authority.userKeys());
  }

  /** Returns the addresses of this issuer. */
  @GET
  @Path("/openid-configuration")
  @PublicRoute("Discovery by clients before they sign in")
  public Map<String, Object> configuration() {
    return OpenIdConfiguration.of(authority.settings().tokens().issuer());
  }
}
