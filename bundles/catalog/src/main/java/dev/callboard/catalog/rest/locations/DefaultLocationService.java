package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.LocationService;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does what the REST API of locations does, for other bundles. */
@Component(service = LocationService.class)
public final class DefaultLocationService implements LocationService {
  private static final Permission CREATE = Permission.basic("catalog.location.create", "create");

  private final Ingestion ingestion;
  private final RegisteredLocations locations;
  private final PermissionService permissions;
  private final ReadOnly readOnly;

  /** Called by the framework. */
  @Activate
  public DefaultLocationService(
      @Reference Ingestion ingestion,
      @Reference AuditService audit,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.locations = new RegisteredLocations(ingestion, requireNonNull(audit, "audit is null"));
    this.permissions = requireNonNull(permissions, "permissions is null");
    this.readOnly = new ReadOnly(requireNonNull(config, "config is null"));
  }

  @Override
  public boolean register(String url, PortalPrincipal principal) {
    LocationInput input = allowed(url, principal);
    readOnly.check();
    return locations.register(input, principal).created();
  }

  @Override
  public List<Entity> entities(String url, PortalPrincipal principal) {
    LocationInput input = allowed(url, principal);
    return ingestion.dryRun(input.type(), input.target()).stream().map(Entity::of).toList();
  }

  private LocationInput allowed(String url, PortalPrincipal principal) {
    Decision decision =
        permissions.authorize(principal, new PermissionRequest(CREATE, Optional.empty()));
    if (decision.effect() != Decision.Effect.ALLOW) {
      throw PortalException.notAllowed("You may not register locations");
    }
    return LocationInput.of(Map.of("type", "url", "target", url), "target", "type");
  }
}
