package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the registered locations and registers new ones. Who may not read them sees none. */
@Component(service = CatalogResource.class)
@Path("/locations")
@Produces(Json.TYPE)
public final class LocationsResource implements CatalogResource {
  private static final List<String> STRATEGIES = List.of("reject", "refresh");

  private final Ingestion ingestion;
  private final RegisteredLocations locations;
  private final Access access;
  private final ReadOnly readOnly;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public LocationsResource(
      @Reference Ingestion ingestion,
      @Reference AuditService audit,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.locations = new RegisteredLocations(ingestion, requireNonNull(audit, "audit is null"));
    this.access = new Access(requireNonNull(permissions, "permissions is null"));
    this.config = requireNonNull(config, "config is null");
    this.readOnly = new ReadOnly(config);
  }

  /** Returns all in the order of their registration. */
  @GET
  @AuthenticatedRoute
  public Response list(@Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri);
    if (!access.readsLocations(Input.caller(security))) {
      return Json.answer(200, List.of());
    }
    return Json.answer(
        200,
        ingestion.store().read(LocationTable::all).stream()
            .map(location -> Map.of("data", Json.location(location)))
            .toList());
  }

  /** Registers a location, or with {@code dryRun} reads it and stores nothing. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = "catalog.location.create", action = "create")
  public Response register(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    Input.parameters(uri, "dryRun", "onConflict");
    boolean dryRun = "true".equals(Input.choice(uri, "dryRun", List.of("true", "false")));
    String asked = Input.choice(uri, "onConflict", STRATEGIES);
    if (!dryRun) {
      readOnly.check();
    }
    LocationInput input = LocationInput.of(content, "target", "type");
    if (dryRun) {
      return Json.answer(201, tried(input));
    }
    RegisteredLocations.Registration registration =
        locations.register(input, Input.caller(security));
    Location location = registration.location();
    if (!registration.created()) {
      if (!"refresh".equals(asked == null ? configured() : asked)) {
        throw RegisteredLocations.exists(input);
      }
      ingestion.refresh(List.of(ingestion.rootKey(location)));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("location", Json.location(location));
    answer.put("entities", List.of());
    return Json.answer(201, answer);
  }

  private String configured() {
    return config.current().string("catalog.defaultLocationConflictStrategy").orElse("reject");
  }

  private Map<String, Object> tried(LocationInput input) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("exists", locations.byTarget(input.type(), input.target()).isPresent());
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("type", input.type());
    location.put("target", input.target());
    // it has no id yet, and the reference's clients expect one
    location.put("id", LocationRefs.ref(input.type(), input.target()));
    location.put("entityRef", LocationRefs.entityRef(input.type(), input.target()));
    answer.put("location", location);
    answer.put("entities", ingestion.dryRun(input.type(), input.target()));
    return answer;
  }
}
