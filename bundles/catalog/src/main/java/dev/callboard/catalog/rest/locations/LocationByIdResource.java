package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One registered location by its id. */
@Component(service = CatalogResource.class)
@Path("/locations/{id}")
@Produces(Json.TYPE)
public final class LocationByIdResource implements CatalogResource {
  private final RegisteredLocations locations;
  private final Access access;
  private final ReadOnly readOnly;

  /** Called by the framework. */
  @Activate
  public LocationByIdResource(
      @Reference Ingestion ingestion,
      @Reference AuditService audit,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.locations =
        new RegisteredLocations(
            requireNonNull(ingestion, "ingestion is null"), requireNonNull(audit, "audit is null"));
    this.access = new Access(requireNonNull(permissions, "permissions is null"));
    this.readOnly = new ReadOnly(requireNonNull(config, "config is null"));
  }

  /** Returns the location. */
  @GET
  @AuthenticatedRoute
  public Response get(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    if (!access.readsLocations(Input.caller(security))) {
      throw RegisteredLocations.unknown(id);
    }
    Location location = locations.byId(id).orElseThrow(() -> RegisteredLocations.unknown(id));
    return Json.answer(200, Json.location(location));
  }

  /** Gives the location another target; what only the old one listed is removed. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = "catalog.location.create", action = "create")
  public Response change(
      @PathParam("id") String id,
      Map<String, Object> content,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Input.parameters(uri);
    readOnly.check();
    LocationInput input = LocationInput.of(content, "type", "target");
    return Json.answer(200, Json.location(locations.change(id, input, Input.caller(security))));
  }

  /** Removes the location and what nothing else lists. */
  @DELETE
  @RequiresPermission(value = "catalog.location.delete", action = "delete")
  public Response delete(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    readOnly.check();
    locations.remove(id, Input.caller(security));
    return Response.noContent().build();
  }
}
