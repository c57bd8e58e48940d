package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.write.EntityOverlay;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows and removes what was changed of an entity that a file owns. */
@Component(service = CatalogResource.class)
@Path("/entities/by-name/{kind}/{namespace}/{name}/overlay")
@Produces(WriteAnswers.JSON)
public final class OverlayResource implements CatalogResource {
  private final EntityWriter writer;
  private final CatalogReader reader;
  private final WriteAccess access;

  /** Called by the framework. */
  @Activate
  public OverlayResource(
      @Reference EntityWriter writer,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.writer = requireNonNull(writer, "writer is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.access = new WriteAccess(reader, permissions, config);
  }

  /**
   * Returns the overlay of an entity that the caller may read; that of one which is gone is for
   * those who may read every entity.
   */
  @GET
  @AuthenticatedRoute
  public Response get(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    EntityRef ref = new EntityRef(kind, namespace, name);
    var readable = reader.permitted(WriteRequest.caller(security));
    boolean shown =
        reader
            .snapshot()
            .byRef(ref.toString())
            .map(entity -> CatalogReader.visible(entity, readable))
            .orElse(readable.equals(EntityFilter.ALL));
    EntityOverlay overlay =
        (shown ? writer.overlay(ref) : Optional.<EntityOverlay>empty())
            .orElseThrow(() -> PortalException.notFound("The entity " + ref + " has no overlay"));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("entityRef", overlay.ref());
    body.put("patch", overlay.patch());
    body.put("actor", overlay.actor());
    body.put("at", overlay.at().toString());
    return Response.fromResponse(WriteAnswers.values(200, body))
        .header(HttpHeaders.ETAG, WriteAnswers.quoted(overlay.etag()))
        .build();
  }

  /** Takes the overlay off: the entity is then as its file says. */
  @DELETE
  @RequiresPermission(
      value = WriteAccess.UPDATE,
      action = "update",
      resourceType = CatalogReader.RESOURCE_TYPE)
  public Response remove(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteGuard guard = access.existing(caller, WriteAccess.UPDATE, "update");
    try {
      writer.removeOverlay(
          new EntityRef(kind, namespace, name),
          WriteRequest.options("DELETE", uri, headers, caller, guard));
      return Response.noContent().build();
    } catch (WriteRefused e) {
      return WriteAnswers.refused(e, "DELETE", uri);
    }
  }
}
