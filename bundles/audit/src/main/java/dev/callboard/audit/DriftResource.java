package dev.callboard.audit;

import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** The look for drift over REST. */
@Path("/drift-scan")
@Produces(MediaType.APPLICATION_JSON)
public final class DriftResource {
  private final DriftScan scan;

  DriftResource(DriftScan scan) {
    this.scan = scan;
  }

  /** Tells how far a look is, or what the last one found. */
  @GET
  @RequiresPermission(AuditPermissions.READ)
  public Map<String, Object> status() {
    return scan.status();
  }

  /** Starts a look, or joins the one that is under way. */
  @POST
  @RequiresPermission(value = AuditPermissions.VERIFY, action = "update")
  public Response start(@Context SecurityContext security) {
    return Response.accepted(scan.start((PortalPrincipal) security.getUserPrincipal())).build();
  }
}
