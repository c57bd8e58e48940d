package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes an entity, such as one that nothing lists; it comes back when a file still lists it. */
@Component(service = CatalogResource.class)
@Path("/entities/by-uid/{uid}")
public final class EntityDeletionResource implements CatalogResource {
  private static final String PERMISSION = "catalog.entity.delete";

  private final CatalogReader reader;
  private final Deletion deletion;
  private final Access access;
  private final ReadOnly readOnly;

  /** Called by the framework. */
  @Activate
  public EntityDeletionResource(
      @Reference Ingestion ingestion,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.reader = requireNonNull(reader, "reader is null");
    this.deletion = new Deletion(ingestion);
    this.readOnly = new ReadOnly(requireNonNull(config, "config is null"));
    this.access = new Access(requireNonNull(permissions, "permissions is null"));
  }

  /** Deletes the entity; one that does not exist, or not for the caller, is answered alike. */
  @DELETE
  @RequiresPermission(
      value = PERMISSION,
      action = "delete",
      resourceType = CatalogReader.RESOURCE_TYPE)
  public Response delete(@PathParam("uid") String uid, @Context SecurityContext security) {
    readOnly.check();
    PortalPrincipal caller = Input.caller(security);
    EntityFilter permitted = access.entities(caller, PERMISSION, "delete");
    if (permitted.equals(EntityFilter.ALL)) {
      deletion.delete(uid, caller, "DELETE /entities/by-uid/" + uid);
      return Response.noContent().build();
    }
    Optional<EntityHandle> entity = uuid(uid).flatMap(reader.snapshot()::byUid);
    if (entity.isPresent() && CatalogReader.visible(entity.get(), permitted)) {
      deletion.delete(uid, caller, "DELETE /entities/by-uid/" + uid);
    } else if (entity.isPresent()
        && CatalogReader.visible(entity.get(), reader.permitted(caller))) {
      throw PortalException.notAllowed("The entity with uid " + uid + " may not be deleted");
    }
    return Response.noContent().build();
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(uid -> uid.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
