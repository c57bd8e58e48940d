package dev.callboard.search.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.search.follow.SearchIndexes;
import dev.callboard.search.follow.TypeState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the indexes stand, and making them anew. */
@Component(service = SearchResource.class)
@Path("/indexes")
@Produces(MediaType.APPLICATION_JSON)
public final class IndexResource implements SearchResource {
  private final SearchIndexes indexes;
  private final AuditService audit;

  /** Called by the framework. */
  @Activate
  public IndexResource(@Reference SearchIndexes indexes, @Reference AuditService audit) {
    this.indexes = requireNonNull(indexes, "indexes is null");
    this.audit = requireNonNull(audit, "audit is null");
  }

  /** Lists the types of document, and how the index of each stands on this node. */
  @GET
  @RequiresPermission("search.index.read")
  public Map<String, Object> list() {
    indexes.types();
    return Map.of("items", indexes.states().stream().map(IndexResource::json).toList());
  }

  /** Has the index of a type made anew on this node; the old one answers until it is done. */
  @POST
  @Path("/{type}/rebuild")
  @RequiresPermission(value = "search.index.rebuild", action = "update")
  public Response rebuild(@PathParam("type") String type, @Context SecurityContext security) {
    indexes.rebuild(type);
    PortalPrincipal caller = (PortalPrincipal) security.getUserPrincipal();
    audit.record(
        AuditEvent.event("search-index-rebuild", caller).target("search-index", type).build());
    return Response.accepted(Map.of("type", type)).build();
  }

  private static Map<String, Object> json(TypeState state) {
    return Map.of(
        "type", state.type(),
        "state", state.state(),
        "documents", state.documents(),
        "position", state.position(),
        "problem", state.problem());
  }
}
