package dev.callboard.identity.revocation;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Signs a user out of all browsers. */
@Path("/v1/sign-out")
public final class SignOutResource {
  private final Revocations revocations;

  /** Takes the list. */
  public SignOutResource(Revocations revocations) {
    this.revocations = revocations;
  }

  /** Ends the tokens and sessions of the caller, this token too. */
  @POST
  @AuthenticatedRoute(PrincipalType.USER)
  public Response signOut(@Context SecurityContext security) {
    PortalPrincipal self = (PortalPrincipal) security.getUserPrincipal();
    if (!self.accessRestrictions().isEmpty() || self.actor().isPresent()) {
      throw PortalException.notAllowed("Only somebody who has signed in can sign out");
    }
    revocations.signOut(self, self.getName());
    return Response.noContent().build();
  }
}
