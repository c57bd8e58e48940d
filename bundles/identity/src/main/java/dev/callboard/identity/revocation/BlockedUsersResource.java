package dev.callboard.identity.revocation;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** What administrators do when somebody is not to come in, or not with what was stolen. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class BlockedUsersResource {
  private static final int LONGEST_REASON = 1000;

  private final Revocations revocations;

  /** Takes the list. */
  public BlockedUsersResource(Revocations revocations) {
    this.revocations = revocations;
  }

  /** Signs a user out of all browsers. */
  @POST
  @Path("/users-sign-out")
  @RequiresPermission(value = UserPermissions.SIGN_OUT, action = "update")
  public Response signOut(@QueryParam("user") String user, @Context SecurityContext security) {
    revocations.signOut(caller(security), required(user));
    return Response.noContent().build();
  }

  /** Lists who may not come in. */
  @GET
  @Path("/blocked-users")
  @RequiresPermission(UserPermissions.READ)
  public Map<String, Object> list() {
    return Map.of("blockedUsers", revocations.blocked().stream().map(BlockedUser::json).toList());
  }

  /** Blocks a user: every token and session ends, and no new one begins. */
  @PUT
  @Path("/blocked-users")
  @RequiresPermission(value = UserPermissions.BLOCK, action = "update")
  public Response block(
      @QueryParam("user") String user,
      Map<String, Object> body,
      @Context SecurityContext security) {
    revocations.block(caller(security), required(user), reason(body));
    return Response.noContent().build();
  }

  /** Lets a user in again, who has to sign in anew. */
  @DELETE
  @Path("/blocked-users")
  @RequiresPermission(value = UserPermissions.BLOCK, action = "update")
  public Response unblock(@QueryParam("user") String user, @Context SecurityContext security) {
    revocations.unblock(caller(security), required(user));
    return Response.noContent().build();
  }

  private static String reason(Map<String, Object> body) {
    Object reason = body == null ? "" : body.getOrDefault("reason", "");
    if (!(reason instanceof String text) || text.length() > LONGEST_REASON) {
      throw PortalException.input("reason must be a text of " + LONGEST_REASON + " characters");
    }
    return text;
  }

  private static PortalPrincipal caller(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  private static String required(String user) {
    if (user == null || !user.matches("(?i)user:[^/:]+/[^/:]+")) {
      throw PortalException.input("user must be given as in ?user=user:default/alice");
    }
    return EntityRef.parse(user).toString();
  }
}
