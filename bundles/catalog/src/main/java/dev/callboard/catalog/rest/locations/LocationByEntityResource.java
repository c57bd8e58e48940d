package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.process.Annotations;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registered location that an entity comes from. */
@Component(service = CatalogResource.class)
@Path("/locations/by-entity/{kind}/{namespace}/{name}")
@Produces(Json.TYPE)
public final class LocationByEntityResource implements CatalogResource {
  private final Ingestion ingestion;
  private final CatalogReader reader;
  private final Access access;

  /** Called by the framework. */
  @Activate
  public LocationByEntityResource(
      @Reference Ingestion ingestion,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.access = new Access(requireNonNull(permissions, "permissions is null"));
  }

  /** Returns the location. */
  @GET
  @AuthenticatedRoute
  public Response byEntity(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    PortalPrincipal caller = Input.caller(security);
    String ref = new EntityRef(kind, namespace, name).toString();
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(caller);
    EntityHandle entity =
        snapshot
            .byRef(ref)
            .filter(found -> CatalogReader.visible(found, permitted))
            .orElseThrow(() -> PortalException.notFound("found no entity for ref " + ref));
    String origin = origin(entity);
    if (origin == null || !access.readsLocations(caller)) {
      throw PortalException.notFound("found no location for ref " + ref);
    }
    String[] parts = LocationRefs.split(origin);
    return ingestion
        .store()
        .read(connection -> LocationTable.byTarget(connection, parts[0], parts[1]))
        .map(location -> Json.answer(200, Json.location(location)))
        .orElseThrow(
            () ->
                PortalException.notFound(
                    "Found no location with type " + parts[0] + " and target " + parts[1]));
  }

  private static String origin(EntityHandle entity) {
    try {
      return Json.object(entity.json()).get("metadata") instanceof Map<?, ?> metadata
              && metadata.get("annotations") instanceof Map<?, ?> annotations
              && annotations.get(Annotations.ORIGIN) instanceof String text
          ? text
          : null;
    } catch (IOException e) {
      throw new IllegalStateException("the index holds an entity that is not JSON", e);
    }
  }
}
