package dev.callboard.ownership.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.ownership.Fact;
import dev.callboard.ownership.OwnerSums;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sums and lists of what is wrong. */
@Component(service = SummaryResource.class)
@Path("/v1/ownership")
@Produces(MediaType.APPLICATION_JSON)
public final class SummaryResource {
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public SummaryResource(@Reference Access access, @Reference Store store) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  private Overview overview(String group, SecurityContext security) {
    return new Overview(store, access.visible(Access.principal(security)), owner(group));
  }

  private static String owner(String group) {
    return group == null || group.isBlank()
        ? null
        : EntityRef.parse(group.strip(), "group", null).toString();
  }

  /** Sums up the entities of each owner, and of all. */
  @GET
  @Path("summary")
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> summary(
      @QueryParam("group") String group, @Context SecurityContext security) {
    Overview overview = overview(group, security);
    OwnerSums all = new OwnerSums();
    Map<String, OwnerSums> owners = new TreeMap<>();
    for (EntityRow row : overview.rows()) {
      all.add(overview.facts(row));
      owners.computeIfAbsent(row.owner(), key -> new OwnerSums()).add(overview.facts(row));
    }
    List<Map<String, Object>> items = new ArrayList<>();
    owners.forEach(
        (owner, sums) -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("owner", owner);
          json.putAll(sums.json());
          items.add(json);
        });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("total", all.json());
    json.put("owners", items);
    // past days were summed up over all entities, so they are for those from whom none is hidden
    if (group != null && !items.isEmpty() && access.seesAll(Access.principal(security))) {
      json.put("days", days(owner(group)));
    }
    return json;
  }

  private List<Map<String, Object>> days(String owner) {
    return store.read(
        c ->
            Sql.list(
                c,
                row -> {
                  Map<String, Object> day = new LinkedHashMap<>();
                  day.put("day", row.getString(1));
                  day.put("entities", row.getInt(2));
                  day.put("live", row.getInt(3));
                  day.put("orphans", row.getInt(4));
                  day.put("disagreeing", row.getInt(5));
                  day.put("truckFactorOne", row.getInt(6));
                  return day;
                },
                "SELECT day, entities, live, orphans, disagreeing, truck_one FROM daily"
                    + " WHERE owner = ? ORDER BY day",
                owner));
  }

  /** Lists entities whose file or owner is gone. */
  @GET
  @Path("orphans")
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> orphans(
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context SecurityContext security) {
    Page page = Page.of(offset, limit);
    Overview overview = overview(null, security);
    return page.of(
        overview.where((row, facts) -> facts.getOrDefault(Fact.ORPHAN.id(), 0.0) == 1.0),
        row -> Json.of(row, overview.facts(row)));
  }

  /** Lists entities whose owner is there, but contradicted by CODEOWNERS or by who commits. */
  @GET
  @Path("disagreements")
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> disagreements(
      @QueryParam("group") String group,
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context SecurityContext security) {
    Page page = Page.of(offset, limit);
    Overview overview = overview(group, security);
    return page.of(
        overview.where(
            (row, facts) ->
                facts.getOrDefault(Fact.ORPHAN.id(), 0.0) < 1.0 && OwnerSums.disagrees(facts)),
        row -> Json.of(row, overview.facts(row)));
  }
}
