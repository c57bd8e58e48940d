package dev.callboard.sample.incidents;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The REST resource below {@code /api/incidents/records}. */
@Path("/records")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IncidentsResource {
  static final int MOST_PER_ANSWER = 500;

  private final Incidents incidents;
  private final IncidentEntities entities;

  IncidentsResource(Incidents incidents, IncidentEntities entities) {
    this.incidents = incidents;
    this.entities = entities;
  }

  /** Returns incidents, the newest first. */
  @GET
  @RequiresPermission(IncidentsPermissions.READ)
  public List<Map<String, Object>> list(
      @QueryParam("open") @DefaultValue("false") boolean openOnly,
      @QueryParam("limit") @DefaultValue("100") int limit)
      throws SQLException {
    if (limit < 1 || limit > MOST_PER_ANSWER) {
      throw PortalException.input("limit must be 1 to " + MOST_PER_ANSWER);
    }
    return incidents.list(openOnly, limit).stream().map(Incident::json).toList();
  }

  /** Returns one incident. */
  @GET
  @Path("/{id}")
  @RequiresPermission(IncidentsPermissions.READ)
  public Map<String, Object> get(@PathParam("id") String id) throws SQLException {
    return incidents
        .find(id)
        .orElseThrow(() -> PortalException.notFound("No incident with id '" + id + "'"))
        .json();
  }

  /** Opens an incident. */
  @POST
  @RequiresPermission(value = IncidentsPermissions.CREATE, action = "create")
  public Response open(IncidentInput input, @Context SecurityContext security) throws SQLException {
    Incident incident = incidents.open(given(input), caller(security));
    entities.publish(incident.id());
    return Response.created(URI.create("records/" + incident.id())).entity(incident.json()).build();
  }

  /** Changes what an incident says. */
  @PUT
  @Path("/{id}")
  @RequiresPermission(value = IncidentsPermissions.UPDATE, action = "update")
  public Map<String, Object> change(
      @PathParam("id") String id, IncidentInput input, @Context SecurityContext security)
      throws SQLException {
    Incident incident = incidents.change(id, given(input), caller(security));
    entities.publish(id);
    return incident.json();
  }

  /** Ends an incident. */
  @POST
  @Path("/{id}/resolve")
  @Consumes(MediaType.WILDCARD)
  @RequiresPermission(value = IncidentsPermissions.UPDATE, action = "update")
  public Map<String, Object> resolve(@PathParam("id") String id, @Context SecurityContext security)
      throws SQLException {
    Incident incident = incidents.resolve(id, caller(security));
    entities.publish(id);
    return incident.json();
  }

  /** Removes an incident. */
  @DELETE
  @Path("/{id}")
  @RequiresPermission(value = IncidentsPermissions.DELETE, action = "delete")
  public void delete(@PathParam("id") String id, @Context SecurityContext security)
      throws SQLException {
    incidents.delete(id, caller(security));
    entities.publish(id);
  }

  private static IncidentInput given(IncidentInput input) {
    if (input == null) {
      throw PortalException.input("The body is empty: send title, component and severity");
    }
    return input;
  }

  private static PortalPrincipal caller(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }
}
