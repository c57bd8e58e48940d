package dev.callboard.scorecards.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.store.Result;
import dev.callboard.scorecards.store.Standings;
import dev.callboard.scorecards.store.Store;
import dev.callboard.scorecards.store.Waiver;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** What checks came to, now and before. */
@Component(service = ResultResource.class)
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ResultResource {
  private final DefinitionSource definitions;
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public ResultResource(
      @Reference DefinitionSource definitions, @Reference Access access, @Reference Store store) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Lists results of an entity, a group, a system, a domain or a scorecard. */
  @GET
  @Path("results")
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> results(
      @QueryParam("at") String at,
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Page page = Page.of(offset, limit);
    List<Object> items = new ArrayList<>();
    int[] total = {0};
    each(
        uri,
        at,
        security,
        result -> {
          if (page.contains(total[0]++)) {
            items.add(Json.of(result));
          }
        });
    return Page.json(total[0], items);
  }

  private void each(
      UriInfo uri, String at, SecurityContext security, java.util.function.Consumer<Result> taker) {
    Definitions all = definitions.current();
    ResultQuery query = new ResultQuery(uri.getQueryParameters(), all);
    Predicate<String> visible = access.visible(Access.principal(security));
    long time = access.at(at);
    store.read(
        c -> {
          query.each(c, all, time, visible, taker);
          return null;
        });
  }

  /** Hands out results as a table or as SARIF. */
  @GET
  @Path("results/export")
  @Produces(MediaType.WILDCARD)
  @RequiresPermission(CompliancePermissions.READ)
  public Response export(
      @QueryParam("format") String format,
      @QueryParam("at") String at,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    List<Result> results = new ArrayList<>();
    each(uri, at, security, results::add);
    if ("csv".equals(format)) {
      return Response.ok(Csv.of(results, definitions.current().checks()), "text/csv;charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"results.csv\"")
          .build();
    }
    if ("sarif".equals(format)) {
      return Response.ok(Sarif.of(results, definitions.current().checks()), Sarif.TYPE).build();
    }
    throw PortalException.input("format must be csv or sarif, not '" + format + "'");
  }

  /** Tells how an entity stands: its scorecards, checks with advice, and exemptions. */
  @GET
  @Path("entities/{kind}/{namespace}/{name}")
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> entity(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("at") String at,
      @Context SecurityContext security) {
    String ref = visible(kind, namespace, name, Access.principal(security));
    Definitions all = definitions.current();
    long time = access.at(at);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", ref);
    json.put(
        "scores", store.read(c -> Standings.scores(c, ref, time)).stream().map(Json::of).toList());
    json.put(
        "results",
        store.read(c -> Standings.results(c, ref, time)).stream()
            .map(result -> withCheck(Json.of(result), all.checks().get(result.check())))
            .toList());
    json.put(
        "waivers",
        store.read(c -> Waiver.holding(c, Set.of(ref), access.now())).stream()
            .map(Json::of)
            .toList());
    return json;
  }

  private static Map<String, Object> withCheck(Map<String, Object> json, Check check) {
    if (check != null) {
      json.put("title", check.title());
      Json.put(json, "description", check.description());
      Json.put(json, "advice", check.advice());
      Json.put(json, "link", check.link());
    }
    return json;
  }

  /** Lists when results of an entity changed, the newest first. */
  @GET
  @Path("entities/{kind}/{namespace}/{name}/history")
  @RequiresPermission(CompliancePermissions.READ)
  public Map<String, Object> history(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("check") String check,
      @QueryParam("limit") Integer limit,
      @Context SecurityContext security) {
    String ref = visible(kind, namespace, name, Access.principal(security));
    Page page = Page.of(0, limit);
    String wanted = check == null ? "" : check;
    List<Result> found = store.read(c -> Standings.history(c, ref, wanted, page.limit()));
    return Map.of("items", found.stream().map(Json::of).toList());
  }

  private String visible(String kind, String namespace, String name, PortalPrincipal caller) {
    return access.entity(new EntityRef(kind, namespace, name).toString(), caller).ref().toString();
  }
}
