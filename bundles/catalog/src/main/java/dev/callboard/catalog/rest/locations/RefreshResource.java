package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has what an entity comes from read again soon. */
@Component(service = CatalogResource.class)
@Path("/refresh")
@Produces(Json.TYPE)
public final class RefreshResource implements CatalogResource {
  private static final String PERMISSION = "catalog.entity.refresh";

  private final Ingestion ingestion;
  private final CatalogReader reader;
  private final Access access;

  /** Called by the framework. */
  @Activate
  public RefreshResource(
      @Reference Ingestion ingestion,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.access = new Access(requireNonNull(permissions, "permissions is null"));
  }

  /** Asks for the reading; what the caller may not read is as if it did not exist. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(
      value = PERMISSION,
      action = "update",
      resourceType = CatalogReader.RESOURCE_TYPE)
  public Response refresh(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    Input body = Input.body(content).require("entityRef").only("entityRef", "authorizationToken");
    String written = body.text("entityRef");
    String ref = written.toLowerCase(Locale.ROOT);
    PortalPrincipal caller = Input.caller(security);
    EntityFilter permitted = access.entities(caller, PERMISSION, "update");
    EntityFilter readable = reader.permitted(caller);
    Snapshot snapshot = reader.snapshot();
    Optional<EntityHandle> entity = snapshot.byRef(ref);
    boolean allowed = allows(permitted, entity);
    if (!allowed && allows(readable, entity) && entity.isPresent()) {
      throw PortalException.notAllowed("The entity " + ref + " may not be refreshed");
    }
    Set<String> roots = allowed ? ingestion.store().rootsOf(ref) : Set.of();
    if (!allowed || (entity.isEmpty() && (roots.isEmpty() || !readable.equals(EntityFilter.ALL)))) {
      throw PortalException.notFound("Entity " + written + " not found");
    }
    ingestion.refresh(roots);
    return Response.ok().build();
  }

  /** One that was never valid has nothing that a condition could be checked on. */
  private static boolean allows(EntityFilter filter, Optional<EntityHandle> entity) {
    return entity
        .map(found -> CatalogReader.visible(found, filter))
        .orElse(filter.equals(EntityFilter.ALL));
  }
}
