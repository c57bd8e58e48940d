package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.IndexReader;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What everything that reads needs: the index, what the caller may see of it, and the limits.
 * Thread-safe; blocks for as long as the permission policy takes.
 */
@Component(service = CatalogReader.class)
public final class CatalogReader {
  /** The type of resource that the conditions of {@code catalog.entity.*} speak of. */
  public static final String RESOURCE_TYPE = "catalog-entity";

  /** The permission to read an entity. */
  public static final Permission ENTITY_READ =
      Permission.resource("catalog.entity.read", "read", RESOURCE_TYPE);

  private final IndexReader index;
  private final PermissionService permissions;
  private final ConfigService config;
  private final KeptFilters filters = new KeptFilters();
  private volatile Limits limits;

  /** The limits, and the configuration that they were read from. */
  private record Limits(Config from, QueryLimits limits) {}

  /** Called by the framework. */
  @Activate
  public CatalogReader(
      @Reference IndexReader index,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.index = requireNonNull(index, "index is null");
    this.permissions = requireNonNull(permissions, "permissions is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Returns the catalog as it is now.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} before the stored entities have
   *     been loaded: an empty answer would be a wrong one
   */
  public Snapshot snapshot() {
    if (!index.isReady()) {
      throw PortalException.unavailable("The catalog is being loaded, try again in a moment");
    }
    return index.snapshot();
  }

  /** Returns the entities that a principal may read. */
  public EntityFilter permitted(PortalPrincipal principal) {
    return permitted(principal, ENTITY_READ);
  }

  /** Returns the entities that a principal may do something else with. */
  EntityFilter permitted(PortalPrincipal principal, Permission permission) {
    return filters.of(
        permissions.authorize(principal, new PermissionRequest(permission, Optional.empty())));
  }

  /** Returns whether a filter means an entity. */
  public static boolean visible(EntityHandle entity, EntityFilter filter) {
    return filter.equals(EntityFilter.ALL) || filter.in(entity.segment()).contains(entity.doc());
  }

  /** Returns the limits that are configured now. */
  public QueryLimits limits() {
    Config current = config.current();
    Limits known = limits;
    if (known == null || known.from() != current) {
      known = new Limits(current, QueryLimits.of(current));
      limits = known;
    }
    return known.limits();
  }
}
