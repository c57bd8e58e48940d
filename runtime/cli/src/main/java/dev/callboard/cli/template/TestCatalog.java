package dev.callboard.cli.template;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.LocationService;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import java.util.Optional;

/** A catalog of the entities that a test gives. */
final class TestCatalog implements CatalogService, LocationService {
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
}
