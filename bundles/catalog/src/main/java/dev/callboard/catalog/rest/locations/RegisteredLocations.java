package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Changes the registered locations: each change and its audit event are one transaction. */
final class RegisteredLocations {
  /**
   * What became of a registration.
   *
   * @param location the location
   * @param created whether it is new
   */
  record Registration(Location location, boolean created) {}

  private record Change(Location before, Location after) {}

  private final Ingestion ingestion;
  private final AuditService audit;
  private final Optional<String> event;

  RegisteredLocations(Ingestion ingestion, AuditService audit) {
    this(ingestion, audit, Optional.empty());
  }

  /**
   * Creates it.
   *
   * @param event the kind of event that has them changed, empty when requests do
   */
  RegisteredLocations(Ingestion ingestion, AuditService audit, Optional<String> event) {
    this.ingestion = ingestion;
    this.audit = audit;
    this.event = event;
  }

  Optional<Location> byId(String id) {
    return ingestion.store().read(connection -> LocationTable.byId(connection, id));
  }

  Optional<Location> byTarget(String type, String target) {
    return ingestion.store().read(connection -> LocationTable.byTarget(connection, type, target));
  }

  static PortalException unknown(String id) {
    return PortalException.notFound("Found no location with ID " + id);
  }

  static PortalException exists(LocationInput input) {
    return PortalException.conflict(
        "Location " + LocationRefs.ref(input.type(), input.target()) + " already exists");
  }

  /** Registers a location that is not registered yet, and has it read. */
  Registration register(LocationInput input, PortalPrincipal caller) {
    Registration registration = again(() -> insert(input, caller));
    if (registration.created()) {
      ingestion.added(registration.location());
    }
    return registration;
  }

  private Registration insert(LocationInput input, PortalPrincipal caller) {
    return ingestion
        .store()
        .write(
            connection -> {
              Optional<Location> existing =
                  LocationTable.byTarget(connection, input.type(), input.target());
              if (existing.isPresent()) {
                return new Registration(existing.get(), false);
              }
              Location location = location(UUID.randomUUID().toString(), input);
              LocationTable.insert(connection, location);
              ingestion.store().locationsChanged(connection);
              audit.record(
                  connection, event("create", "POST /locations", location, caller).build());
              return new Registration(location, true);
            });
  }

  /** Gives a location another target. */
  Location change(String id, LocationInput input, PortalPrincipal caller) {
    Change change = again(() -> update(id, input, caller));
    if (!change.after().equals(change.before())) {
      ingestion.removed(change.before());
      ingestion.added(change.after());
    }
    return change.after();
  }

  private Change update(String id, LocationInput input, PortalPrincipal caller) {
    return ingestion
        .store()
        .write(
            connection -> {
              Optional<Location> same =
                  LocationTable.byTarget(connection, input.type(), input.target());
              if (same.isPresent() && !same.get().id().equals(id)) {
                throw exists(input);
              }
              Location before = LocationTable.byId(connection, id).orElseThrow(() -> unknown(id));
              if (same.isPresent()) {
                return new Change(before, before);
              }
              Location after = location(id, input);
              LocationTable.update(connection, after);
              ingestion.store().locationsChanged(connection);
              audit.record(
                  connection,
                  event("update", "PUT /locations/" + id, after, caller)
                      .meta("before", LocationRefs.ref(before.type(), before.target()))
                      .build());
              return new Change(before, after);
            });
  }

  /** Removes a location and what nothing else lists. */
  void remove(String id, PortalPrincipal caller) {
    Location removed =
        ingestion
            .store()
            .write(
                connection -> {
                  Location location =
                      LocationTable.byId(connection, id).orElseThrow(() -> unknown(id));
                  LocationTable.delete(connection, id);
                  ingestion.store().locationsChanged(connection);
                  audit.record(
                      connection,
                      event("delete", "DELETE /locations/" + id, location, caller).build());
                  return location;
                });
    ingestion.removed(removed);
  }

  private static Location location(String id, LocationInput input) {
    return new Location(
        id, input.type(), input.target(), LocationRefs.entityRef(input.type(), input.target()));
  }

  private AuditEvent.Builder event(
      String action, String request, Location location, PortalPrincipal caller) {
    AuditEvent.Builder record =
        AuditEvent.event("location-mutate", caller)
            .subAction(action)
            .target("location", LocationRefs.ref(location.type(), location.target()))
            .cause("location", LocationRefs.ref(location.type(), location.target()))
            .meta("id", location.id());
    if (event.isPresent()) {
      return record.meta("event", event.get());
    }
    Object requestId = Cause.request(caller, request).details().get("requestId");
    record.cause("request", request);
    return requestId == null ? record : record.meta("requestId", requestId);
  }

  /**
   * Somebody else may register the same between our look and our insert: the second look sees it.
   */
  private static <T> T again(Supplier<T> work) {
    try {
      return work.get();
    } catch (PortalException e) {
      if (e.getCause() instanceof SQLException cause
          && cause.getSQLState() != null
          && cause.getSQLState().startsWith("23")) {
        return work.get();
      }
      throw e;
    }
  }
}
