package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.history.DeletedEntity;
import dev.callboard.catalog.history.Trash;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.history.HistoryAnswers;
import dev.callboard.catalog.write.Descriptors;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.Precondition;
import dev.callboard.catalog.write.WriteOptions;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The entities that were deleted: shown, restored, or forgotten for good. */
@Component(service = CatalogResource.class)
@Path("/trash")
@Produces(WriteAnswers.JSON)
public final class TrashResource implements CatalogResource {
  private static final Set<String> PARAMETERS = Set.of("limit", "cursor", "kind");

  private final Trash trash;
  private final EntityWriter writer;
  private final CatalogReader reader;
  private final WriteAccess access;

  /** Called by the framework. */
  @Activate
  public TrashResource(
      @Reference Trash trash,
      @Reference EntityWriter writer,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.trash = requireNonNull(trash, "trash is null");
    this.writer = requireNonNull(writer, "writer is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.access = new WriteAccess(reader, permissions, config);
  }

  /** Returns deleted entities, the last deleted one first. */
  @GET
  @AuthenticatedRoute
  public Response list(@Context UriInfo uri, @Context SecurityContext security) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    for (String name : query.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw PortalException.input("Unknown query parameter '" + name + "'");
      }
    }
    String kind = query.getFirst("kind");
    Trash.Page page =
        trash.page(
            HistoryAnswers.cursor(query.getFirst("cursor")),
            kind == null ? null : kind.toLowerCase(Locale.ROOT),
            HistoryAnswers.limit(query.getFirst("limit")),
            reader.permitted(WriteRequest.caller(security)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("items", page.entities().stream().map(HistoryAnswers::deleted).toList());
    json.put(
        "pageInfo",
        page.next().map(seq -> Map.of("nextCursor", String.valueOf(seq))).orElse(Map.of()));
    return WriteAnswers.values(200, json);
  }

  /** Makes the entity one that no file owns, with the uid that it had. */
  @POST
  @Path("/{uid}/restore")
  @AuthenticatedRoute
  public Response restore(
      @PathParam("uid") String uid, @Context UriInfo uri, @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteOptions options =
        new WriteOptions(
            WriteRequest.cause("POST", uri, caller),
            new Precondition(Set.of(), false, true),
            false,
            access.put(caller));
    DeletedEntity deleted = find(uid, caller);
    String ref = deleted.form().ref();
    if (trash.isTaken(ref)) {
      throw taken(ref);
    }
    trash.keepUid(ref, deleted.form().uid());
    try {
      return WriteAnswers.written(
          writer.put(EntityRef.parse(ref), Descriptors.of(deleted.form().entity()), options));
    } catch (WriteRefused e) {
      if (e.code() == ErrorCode.PRECONDITION_FAILED) {
        throw taken(ref);
      }
      return WriteAnswers.refused(e, "POST", uri);
    } finally {
      trash.forgetUid(ref);
    }
  }

  /** Erases the entity for good. */
  @DELETE
  @Path("/{uid}")
  @RequiresPermission(
      value = WriteAccess.DELETE,
      action = "delete",
      resourceType = CatalogReader.RESOURCE_TYPE)
  public Response purge(
      @PathParam("uid") String uid, @Context UriInfo uri, @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    DeletedEntity deleted = find(uid, caller);
    access
        .existing(caller, WriteAccess.DELETE, "delete")
        .check(deleted.form().ref(), Optional.of(deleted.form().indexed()));
    trash.purge(deleted, WriteRequest.cause("DELETE", uri, caller));
    return Response.noContent().build();
  }

  private DeletedEntity find(String uid, PortalPrincipal caller) {
    return uuid(uid)
        .flatMap(id -> trash.find(id, reader.permitted(caller)))
        .orElseThrow(
            () -> PortalException.notFound("There is no entity with uid " + uid + " in the trash"));
  }

  private static PortalException taken(String ref) {
    return PortalException.conflict(
        "There is another entity " + ref + "; it has to go before the deleted one can come back");
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
