package dev.callboard.cli.template;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityWriteOptions;
import dev.callboard.catalog.api.EntityWriteService;
import dev.callboard.catalog.api.LocationService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import java.util.Optional;

/** A catalog of the entities that a test gives. */
final class TestCatalog implements CatalogService, LocationService, EntityWriteService {
  private final List<Entity> entities;

  TestCatalog(List<Entity> entities) {
    this.entities = List.copyOf(entities);
  }

  @Override
  public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
    return entities.stream()
        .filter(entity -> entity.ref().toString().equals(ref.toString()))
        .findFirst();
  }

  @Override
  public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
    return entities.stream().limit(limit).toList();
  }

  @Override
  public void refresh(EntityRef ref) {
    // What a test gives stays as it is.
  }

  @Override
  public boolean register(String url, PortalPrincipal principal) {
    return true;
  }

  @Override
  public List<Entity> entities(String url, PortalPrincipal principal) {
    return List.of();
  }

  @Override
  public List<EntityRef> put(List<Entity> put, EntityWriteOptions options) {
    for (Entity each : put) {
      byRef(each.ref(), options.principal())
          .filter(options.replaces().negate())
          .ifPresent(
              there -> {
                throw PortalException.conflict(
                    "The entity " + there + " is in the catalog already");
              });
    }
    return put.stream().map(Entity::ref).toList();
  }
}
