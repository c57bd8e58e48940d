package dev.callboard.identity.access;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** What administrators do with the access tokens of others; nobody can make one for others. */
@Path("/v1/users-access-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersAccessTokensResource {
  private final AccessTokens tokens;

  /** Takes the tokens. */
  public UsersAccessTokensResource(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /** Lists the tokens of a user. */
  @GET
  @RequiresPermission(AccessTokenPermissions.READ)
  public Map<String, Object> list(@QueryParam("user") String user) {
    return Map.of(
        "accessTokens", tokens.of(required(user)).stream().map(AccessToken::json).toList());
  }

  /** Ends all tokens of a user, as when somebody leaves. */
  @DELETE
  @RequiresPermission(value = AccessTokenPermissions.REVOKE, action = "delete")
  public Map<String, Object> revokeAll(
      @QueryParam("user") String user, @Context SecurityContext security) {
    return Map.of("revoked", tokens.revokeAll(caller(security), required(user)));
  }

  /** Ends a token. */
  @DELETE
  @Path("/{id}")
  @RequiresPermission(value = AccessTokenPermissions.REVOKE, action = "delete")
  public Response revoke(@PathParam("id") String id, @Context SecurityContext security) {
    tokens.revoke(caller(security), id, token -> true);
    return Response.noContent().build();
  }

  private static PortalPrincipal caller(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  private static String required(String user) {
    if (user == null || !user.matches("user:[^/]+/[^/]+")) {
      throw PortalException.input("user must be given as in ?user=user:default/alice");
    }
    return user;
  }
}
