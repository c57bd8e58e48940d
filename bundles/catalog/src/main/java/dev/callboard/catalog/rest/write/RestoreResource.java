package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.history.Form;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.write.Descriptors;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes an entity as it was before; what a file owns is to be changed in that file. */
@Component(service = CatalogResource.class)
@Path("/entities/by-name/{kind}/{namespace}/{name}/restore")
@Produces(WriteAnswers.JSON)
public final class RestoreResource implements CatalogResource {
  private final EntityHistory history;
  private final EntityWriter writer;
  private final CatalogReader reader;
  private final WriteAccess access;

  /** Called by the framework. */
  @Activate
  public RestoreResource(
      @Reference EntityHistory history,
      @Reference EntityWriter writer,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.history = requireNonNull(history, "history is null");
    this.writer = requireNonNull(writer, "writer is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.access = new WriteAccess(reader, permissions, config);
  }

  /** Restores the form after a change. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response restore(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      Map<String, Object> body,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteGuard guard = access.put(caller);
    EntityRef ref = new EntityRef(kind, namespace, name);
    long seq = seq(body);
    EntityFilter permitted = reader.permitted(caller);
    Form form =
        history
            .version(ref.toString(), seq, permitted)
            .orElseThrow(
                () ->
                    PortalException.notFound(
                        "Entity " + ref + " has no change with the number " + seq))
            .after()
            .orElseThrow(
                () ->
                    PortalException.input(
                        "Change " + seq + " deleted the entity; name the change before"));
    try {
      return WriteAnswers.written(
          writer.put(
              ref,
              Descriptors.of(form.entity()),
              WriteRequest.options("POST", uri, headers, caller, guard)));
    } catch (WriteRefused e) {
      return WriteAnswers.refused(e, "POST", uri);
    }
  }

  private static long seq(Map<String, Object> body) {
    Object seq = WriteRequest.object(body).get("seq");
    if ((seq instanceof Integer || seq instanceof Long) && body.size() == 1) {
      return ((Number) seq).longValue();
    }
    throw PortalException.input("request/body must be {\"seq\": number}, the number of a change");
  }
}
