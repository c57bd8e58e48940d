package dev.callboard.catalog.rest.entities;

import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of the catalog, named as in Backstage. */
@Component(service = PermissionProvider.class)
public final class CatalogPermissions implements PermissionProvider {
  private static final List<Permission> ALL =
      List.of(
          CatalogReader.ENTITY_READ,
          Permission.basic("catalog.entity.create", "create"),
          Permission.resource("catalog.entity.delete", "delete", CatalogReader.RESOURCE_TYPE),
          Permission.resource("catalog.entity.refresh", "update", CatalogReader.RESOURCE_TYPE),
          Permission.basic("catalog.entity.validate", ""),
          Permission.basic("catalog.location.read", "read"),
          Permission.basic("catalog.location.create", "create"),
          Permission.basic("catalog.location.delete", "delete"),
          Permission.basic("catalog.location.analyze", ""),
          Permission.basic("catalog.ingestion.read", "read"),
          Permission.basic("catalog.ingestion.manage", "update"),
          // Those that Backstage does not have, or has elsewhere.
          Permission.resource("catalog.entity.update", "update", CatalogReader.RESOURCE_TYPE),
          Permission.basic("catalog.entities.unprocessed.read", "read"),
          Permission.basic("catalog.entities.unprocessed.delete", "delete"));

  @Override
  public List<Permission> permissions() {
    return ALL;
  }
}
