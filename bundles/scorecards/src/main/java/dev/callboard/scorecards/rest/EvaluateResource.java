package dev.callboard.scorecards.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.engine.Evaluator;
import dev.callboard.scorecards.engine.Judge;
import dev.callboard.scorecards.store.Result;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The gate for pipelines: may this go on? Answers from what is known, and reads no source. */
@Component(service = EvaluateResource.class)
@Path("/v1/evaluate")
public final class EvaluateResource {
  private final DefinitionSource definitions;
  private final Access access;
  private final Evaluator evaluator;

  /** Called by Declarative Services. */
  @Activate
  public EvaluateResource(
      @Reference DefinitionSource definitions,
      @Reference Access access,
      @Reference Evaluator evaluator) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.access = requireNonNull(access, "access is null");
    this.evaluator = requireNonNull(evaluator, "evaluator is null");
  }

  /** Holds an entity against all its checks, those of a level, or some. */
  @POST
  @Produces(MediaType.WILDCARD)
  @RequiresPermission(CompliancePermissions.EVALUATE)
  public Response evaluate(
      @QueryParam("format") String format,
      Map<String, Object> body,
      @Context SecurityContext security) {
    Body given = new Body(body);
    Entity entity = access.entity(given.text("entityRef", 500), Access.principal(security));
    Definitions all = definitions.current();
    Set<String> wanted = wanted(given, all, entity);
    List<Result> results = List.copyOf(evaluator.preview(entity, wanted).values());
    if ("sarif".equals(format)) {
      return Response.ok(Sarif.of(results, all.checks()), Sarif.TYPE).build();
    }
    List<Map<String, Object>> failures = new ArrayList<>();
    for (Result each : results) {
      if (!each.isMet()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", each.check());
        json.put("title", all.checks().get(each.check()).title());
        json.put("outcome", each.outcome().text());
        json.put("message", each.message());
        Json.put(json, "advice", all.checks().get(each.check()).advice());
        Json.put(json, "evidence", each.evidence());
        failures.add(json);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", entity.ref().toString());
    json.put("pass", failures.isEmpty());
    json.put("checks", results.size());
    json.put("failures", failures);
    return Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private Set<String> wanted(Body given, Definitions all, Entity entity) {
    List<String> named = given.texts("checks");
    String level = given.text("level");
    String card = given.text("scorecard");
    for (String id : named) {
      if (!all.checks().containsKey(id)) {
        throw PortalException.input("There is no check '" + id + "'");
      }
    }
    if (!card.isEmpty() && !all.scorecards().containsKey(card)) {
      throw PortalException.input("There is no scorecard '" + card + "'");
    }
    if (!level.isEmpty() && !all.levels().contains(level)) {
      throw PortalException.input(
          "There is no level '" + level + "'; there are " + String.join(", ", all.levels()));
    }
    Set<String> wanted = new LinkedHashSet<>(named);
    if (named.isEmpty() || !level.isEmpty() || !card.isEmpty()) {
      List<Scorecard> cards =
          Judge.scorecards(all, evaluator.scope(entity)).stream()
              .filter(each -> card.isEmpty() || each.id().equals(card))
              .toList();
      cards.forEach(each -> wanted.addAll(level.isEmpty() ? each.checks() : each.checks(level)));
    }
    return wanted;
  }
}
