package dev.callboard.ownership.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.ownership.Fact;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Facts over time. */
@Component(service = FactResource.class)
@Path("/v1/facts")
@Produces(MediaType.APPLICATION_JSON)
public final class FactResource {
  static final int MOST = 5_000;

  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public FactResource(@Reference Access access, @Reference Store store) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Returns the changes of the facts of an entity. */
  @GET
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> facts(
      @QueryParam("entity") String entity,
      @QueryParam("fact") String fact,
      @QueryParam("since") String since,
      @Context SecurityContext security) {
    String ref = access.entity(entity, Access.principal(security));
    if (fact != null && !Fact.ids().contains(fact)) {
      throw PortalException.input("fact must be one of " + String.join(", ", Fact.ids()));
    }
    return changes(store, ref, fact, time(since));
  }

  static Map<String, Object> changes(Store store, String ref, String fact, long since) {
    List<Facts.Change> changes = store.read(c -> Facts.changes(c, ref, fact, since, MOST));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", ref);
    json.put("items", changes.stream().map(Json::of).toList());
    return json;
  }

  static long time(String text) {
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw PortalException.input(
          "since must be a day such as 2026-12-31 or a time such as 2026-12-31T12:00:00Z");
    }
  }
}
