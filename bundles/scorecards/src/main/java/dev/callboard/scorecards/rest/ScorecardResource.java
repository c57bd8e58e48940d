package dev.callboard.scorecards.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.store.Score;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The scorecards, and the entities in them. */
@Component(service = ScorecardResource.class)
@Path("/v1/scorecards")
@Produces(MediaType.APPLICATION_JSON)
public final class ScorecardResource {
  private final DefinitionSource definitions;
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public ScorecardResource(
      @Reference DefinitionSource definitions, @Reference Access access, @Reference Store store) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Lists scorecards and checks, and what is left out because it is wrong. */
  @GET
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> list() {
    Definitions all = definitions.current();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("items", all.scorecards().values().stream().map(Json::of).toList());
    json.put("checks", all.checks().values().stream().map(Json::of).toList());
    json.put("problems", all.problems().stream().map(Json::of).toList());
    return json;
  }

  /** Lists how entities stand in a scorecard, sorted by entity. */
  @GET
  @Path("{id}/scores")
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> scores(
      @PathParam("id") String id,
      @QueryParam("owner") String owner,
      @QueryParam("system") String system,
      @QueryParam("domain") String domain,
      @QueryParam("level") String level,
      @QueryParam("search") String search,
      @QueryParam("at") String at,
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context SecurityContext security) {
    Scorecard card = definitions.current().scorecards().get(id);
    if (card == null) {
      throw PortalException.notFound("There is no scorecard '" + id + "'");
    }
    Predicate<String> visible = access.visible(Access.principal(security));
    Predicate<Score> of = Access.of(owner, system, domain);
    String words = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
    String reached = "none".equals(level) ? "" : level;
    Page page = Page.of(offset, limit);
    long time = access.at(at);
    List<Object> items = new ArrayList<>();
    int total = 0;
    for (Score each : store.read(c -> Standings.scoresOf(c, id, time))) {
      boolean wanted =
          of.test(each)
              && (reached == null || level.isEmpty() || reached.equals(each.level()))
              && (each.entityRef() + " " + each.title()).toLowerCase(Locale.ROOT).contains(words)
              && visible.test(each.entityRef());
      if (wanted && page.contains(total++)) {
        items.add(Json.of(each));
      }
    }
    return Page.json(total, items);
  }
}
