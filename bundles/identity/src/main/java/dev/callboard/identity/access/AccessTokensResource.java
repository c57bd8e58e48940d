package dev.callboard.identity.access;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** What users do with their own access tokens: only themselves, and not by such a token. */
@Path("/v1/access-tokens")
@Produces(MediaType.APPLICATION_JSON)
@AuthenticatedRoute(PrincipalType.USER)
public final class AccessTokensResource {
  private final AccessTokens tokens;

  /** Takes the tokens. */
  public AccessTokensResource(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /** Lists the caller's tokens. */
  @GET
  public Map<String, Object> list(@Context SecurityContext security) {
    return Map.of(
        "accessTokens",
        tokens.of(self(security).getName()).stream().map(AccessToken::json).toList());
  }

  /** Makes a token; the answer is the only one that ever has it. */
  @POST
  public Response create(Map<String, Object> body, @Context SecurityContext security) {
    AccessTokens.Made made = tokens.create(self(security), AccessTokenWish.of(body));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("token", made.text());
    answer.put("accessToken", made.token().json());
    return Response.status(201).header("Cache-Control", "no-store").entity(answer).build();
  }

  /** Ends one of the caller's tokens. */
  @DELETE
  @Path("/{id}")
  public Response revoke(@PathParam("id") String id, @Context SecurityContext security) {
    PortalPrincipal self = self(security);
    tokens.revoke(self, id, token -> token.user().equals(self.getName()));
    return Response.noContent().build();
  }

  /** Refuses whoever acts for the user only: a token must not make one that can do more. */
  private static PortalPrincipal self(SecurityContext security) {
    PortalPrincipal principal = (PortalPrincipal) security.getUserPrincipal();
    if (!principal.accessRestrictions().isEmpty() || principal.actor().isPresent()) {
      throw PortalException.notAllowed(
          "Only somebody who has signed in can see or change access tokens");
    }
    return principal;
  }
}
