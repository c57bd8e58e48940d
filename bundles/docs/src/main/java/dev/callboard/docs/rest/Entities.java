package dev.callboard.docs.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The entities that a caller may see. One that may not be seen is not there. */
@Component(service = Entities.class)
public final class Entities {
  private final CatalogService catalog;

  /** Called by the framework. */
  @Activate
  public Entities(@Reference CatalogService catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  /** Returns an entity, or fails with a text. */
  Entity require(EntityRef ref, SecurityContext security, String otherwise) {
    return find(ref, security).orElseThrow(() -> PortalException.notFound(otherwise));
  }

  Optional<Entity> find(EntityRef ref, SecurityContext security) {
    return catalog.byRef(ref, (PortalPrincipal) security.getUserPrincipal());
  }
}
