package dev.callboard.scorecards.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.store.Score;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Store;
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
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How teams, systems and domains stand. */
@Component(service = RollupResource.class)
@Path("/v1/rollup")
@Produces(MediaType.APPLICATION_JSON)
public final class RollupResource {
  private static final Map<String, Function<Score, String>> BY =
      Map.of("owner", Score::owner, "system", Score::system, "domain", Score::domain);

  private final DefinitionSource definitions;
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public RollupResource(
      @Reference DefinitionSource definitions, @Reference Access access, @Reference Store store) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Adds scores up by owner, system or domain; sorted by name, what belongs nowhere first. */
  @GET
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> rollup(
      @QueryParam("scorecard") String id,
      @QueryParam("by") String by,
      @QueryParam("at") String at,
      @Context SecurityContext security) {
    Scorecard card = definitions.current().scorecards().get(id == null ? "" : id);
    if (card == null) {
      throw PortalException.notFound("There is no scorecard '" + id + "'");
    }
    Function<Score, String> key = BY.get(by == null ? "owner" : by);
    if (key == null) {
      throw PortalException.input("by must be owner, system or domain, not '" + by + "'");
    }
    long time = access.at(at);
    Predicate<String> visible = access.visible(Access.principal(security));
    Map<String, List<Score>> groups = new TreeMap<>();
    for (Score each : store.read(c -> Standings.scoresOf(c, card.id(), time))) {
      if (visible.test(each.entityRef())) {
        groups.computeIfAbsent(key.apply(each), ref -> new ArrayList<>()).add(each);
      }
    }
    List<Object> items = new ArrayList<>();
    groups.forEach((ref, scores) -> items.add(json(ref, scores, card)));
    return Page.json(items.size(), items);
  }

  private static Map<String, Object> json(String ref, List<Score> scores, Scorecard card) {
    Map<String, Object> levels = new LinkedHashMap<>();
    levels.put("none", scores.stream().filter(each -> each.level().isEmpty()).count());
    for (Scorecard.Level level : card.levels()) {
      levels.put(
          level.id(), scores.stream().filter(each -> each.level().equals(level.id())).count());
    }
    long possible = scores.stream().mapToLong(Score::possible).sum();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ref", ref);
    json.put("entities", scores.size());
    if (possible > 0) {
      json.put("percent", scores.stream().mapToLong(Score::points).sum() * 100 / possible);
    }
    json.put("levels", levels);
    json.put("passed", scores.stream().mapToLong(Score::passed).sum());
    json.put("failed", scores.stream().mapToLong(Score::failed).sum());
    json.put("unknown", scores.stream().mapToLong(Score::unknown).sum());
    json.put("waived", scores.stream().mapToLong(Score::waived).sum());
    return json;
  }
}
