package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.finding.Decisions;
import dev.callboard.supply.chain.finding.Finding;
import dev.callboard.supply.chain.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Findings, and what is decided about them. */
@Component(service = FindingResource.class)
@Path("/findings")
@Produces(MediaType.APPLICATION_JSON)
public final class FindingResource {
  private final Access access;
  private final Store store;
  private final Decisions decisions;

  /** Called by Declarative Services. */
  @Activate
  public FindingResource(
      @Reference Access access, @Reference Store store, @Reference Decisions decisions) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
    this.decisions = requireNonNull(decisions, "decisions is null");
  }

  /** Lists findings, the worst first, with counts of all that match. */
  @GET
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> list(
      @QueryParam("entity") String entity,
      @QueryParam("owner") String owner,
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    FindingFilter filter = FindingFilter.of(uri.getQueryParameters());
    if (entity != null && !entity.isEmpty()) {
      filter.and("entity_ref = ?", dev.callboard.catalog.api.EntityRef.parse(entity).toString());
    }
    Predicate<String> visible = access.visible(caller);
    Set<String> owned = owner == null || owner.isEmpty() ? null : access.ownedBy(owner, caller);
    Predicate<String> wanted = ref -> (owned == null || owned.contains(ref)) && visible.test(ref);
    return store.read(c -> page(c, filter, wanted, Page.of(offset, limit)));
  }

  private record Count(String entityRef, int severity, long findings, long exploited) {}

  private record Head(long id, String entityRef) {}

  static Map<String, Object> page(
      java.sql.Connection c, FindingFilter filter, Predicate<String> wanted, Page page)
      throws java.sql.SQLException {
    Summaries.Counts counts = new Summaries.Counts();
    long[] total = {0};
    Sql.each(
        c,
        row -> new Count(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)),
        each -> {
          if (wanted.test(each.entityRef())) {
            counts.add(each.severity(), each.findings(), each.exploited());
            total[0] += each.findings();
          }
          return true;
        },
        "SELECT entity_ref, severity, count(*), sum(kev) FROM finding"
            + filter.sql()
            + " GROUP BY entity_ref, severity",
        filter.values());
    List<Long> ids = ids(c, filter, wanted, page, total[0]);
    Map<Long, Finding> found = new LinkedHashMap<>();
    ids.forEach(id -> found.put(id, null));
    Sql.in(c, Finding::read, "SELECT " + Finding.COLUMNS + " FROM finding WHERE id IN (??)", ids)
        .forEach(finding -> found.put(finding.id(), finding));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("totalCount", total[0]);
    json.put("counts", counts.json().get("open"));
    Set<Long> awaiting =
        Set.copyOf(
            Sql.in(
                c,
                row -> row.getLong(1),
                FindingFilter.AWAITING + " AND finding_id IN (??) GROUP BY finding_id",
                ids));
    List<Object> items = new ArrayList<>();
    for (Finding finding : found.values()) {
      Map<String, Object> item = Json.of(finding);
      item.put("awaiting", awaiting.contains(finding.id()));
      items.add(item);
    }
    json.put("items", items);
    return json;
  }

  /** Reads the list as far as the end of the page; what may not be seen is passed over. */
  private static List<Long> ids(
      java.sql.Connection c, FindingFilter filter, Predicate<String> wanted, Page page, long total)
      throws java.sql.SQLException {
    List<Long> ids = new ArrayList<>();
    if (page.limit() == 0 || page.offset() >= total) {
      return ids;
    }
    int[] passed = {0};
    Sql.each(
        c,
        row -> new Head(row.getLong(1), row.getString(2)),
        head -> {
          if (wanted.test(head.entityRef()) && page.contains(passed[0]++)) {
            ids.add(head.id());
          }
          return ids.size() < page.limit();
        },
        "SELECT id, entity_ref FROM finding"
            + filter.sql()
            + " ORDER BY kev DESC, severity DESC, score DESC, id",
        filter.values());
    return ids;
  }

  private Finding finding(String id, PortalPrincipal caller) {
    long number = id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
    return store
        .read(c -> Decisions.finding(c, number))
        .filter(known -> access.visible(caller).test(known.entityRef()))
        .orElseThrow(() -> PortalException.notFound("There is no finding with this id"));
  }

  /** Tells all about one finding. */
  @GET
  @Path("{id}")
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> get(@PathParam("id") String id, @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    Finding finding = finding(id, caller);
    Map<String, Object> json = Json.of(finding);
    json.putAll(store.read(c -> Details.of(c, finding)));
    dev.callboard.supply.chain.Surroundings around = access.surroundings(caller);
    json.put("owners", around.owners(finding.entityRef()));
    json.put("consumers", WhereResource.consumers(around, finding.entityRef()));
    around.runbook(finding.entityRef()).ifPresent(url -> json.put("runbook", url));
    return json;
  }

  /** Decides about a finding; its owners may, and those with the permission. */
  @POST
  @Path("{id}/decisions")
  @AuthenticatedRoute
  public Map<String, Object> decide(
      @PathParam("id") String id, Map<String, Object> body, @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    Finding finding = finding(id, caller);
    access.requireDecide(finding.entityRef(), caller);
    decisions.decide(finding.id(), DecisionRequest.of(body), caller);
    return get(id, security);
  }

  /** Agrees to a decision that waits for a second person, or not. */
  @POST
  @Path("{id}/decisions/{decision}/answer")
  @AuthenticatedRoute
  public Map<String, Object> answer(
      @PathParam("id") String id,
      @PathParam("decision") String decision,
      Map<String, Object> body,
      @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    Finding finding = finding(id, caller);
    access.requireDecide(finding.entityRef(), caller);
    if (body == null || !(body.get("agreed") instanceof Boolean agreed)) {
      throw PortalException.input("The body must be an object with agreed, true or false");
    }
    long number = decision.matches("\\d{1,18}") ? Long.parseLong(decision) : -1;
    decisions.answer(finding.id(), number, agreed, caller);
    return get(id, security);
  }
}
