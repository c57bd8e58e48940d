package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteOptions;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates, replaces, changes and deletes one entity by its name. */
@Component(service = CatalogResource.class)
@Path("/entities/by-name/{kind}/{namespace}/{name}")
@Produces(WriteAnswers.JSON)
public final class EntityWriteResource implements CatalogResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final EntityWriter writer;
  private final WriteAccess access;

  /** Called by the framework. */
  @Activate
  public EntityWriteResource(
      @Reference EntityWriter writer,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.writer = requireNonNull(writer, "writer is null");
    this.access = new WriteAccess(reader, permissions, config);
  }

  /** Creates an entity that no file owns, or replaces it. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response put(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      Map<String, Object> entity,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteGuard guard = access.put(caller);
    return answer(
        "PUT",
        uri,
        method ->
            WriteAnswers.written(
                writer.put(
                    new EntityRef(kind, namespace, name),
                    WriteRequest.object(entity),
                    WriteRequest.options(method, uri, headers, caller, guard))));
  }

  /** Changes an entity: one that a file owns gets an overlay over what the file says. */
  @PATCH
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  @RequiresPermission(
      value = WriteAccess.UPDATE,
      action = "update",
      resourceType = CatalogReader.RESOURCE_TYPE)
  public Response patch(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      Map<String, Object> patch,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteGuard guard = access.existing(caller, WriteAccess.UPDATE, "update");
    return answer(
        "PATCH",
        uri,
        method ->
            WriteAnswers.written(
                writer.patch(
                    new EntityRef(kind, namespace, name),
                    WriteRequest.object(patch),
                    WriteRequest.options(method, uri, headers, caller, guard))));
  }

  /** Deletes an entity; it comes back when a file still lists it. */
  @DELETE
  @RequiresPermission(
      value = WriteAccess.DELETE,
      action = "delete",
      resourceType = CatalogReader.RESOURCE_TYPE)
  public Response delete(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteGuard guard = access.existing(caller, WriteAccess.DELETE, "delete");
    return answer(
        "DELETE",
        uri,
        method -> {
          WriteOptions options = WriteRequest.options(method, uri, headers, caller, guard);
          writer.delete(new EntityRef(kind, namespace, name), options);
          return Response.noContent().build();
        });
  }

  private static Response answer(String method, UriInfo uri, Function<String, Response> work) {
    try {
      return work.apply(method);
    } catch (WriteRefused e) {
      return WriteAnswers.refused(e, method, uri);
    }
  }
}
