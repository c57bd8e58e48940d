package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.Surroundings;
import dev.callboard.supply.chain.format.VulnerabilityIds;
import dev.callboard.supply.chain.store.Store;
import dev.callboard.supply.chain.version.Constraint;
import jakarta.ws.rs.DefaultValue;
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
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers where a package or a vulnerability is. */
@Component(service = WhereResource.class)
@Path("/where")
@Produces(MediaType.APPLICATION_JSON)
public final class WhereResource {
  private static final int CONSUMERS = 20;

  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public WhereResource(@Reference Access access, @Reference Store store) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Tells which entities have a package or vulnerability, how they got it and whom it concerns. */
  @GET
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> where(
      @QueryParam("package") @DefaultValue("") String pkg,
      @QueryParam("version") @DefaultValue("") String version,
      @QueryParam("vulnerability") @DefaultValue("") String vulnerability,
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context SecurityContext security) {
    if (pkg.isBlank() == vulnerability.isBlank()) {
      throw PortalException.input("Give either package, such as log4j-core, or vulnerability");
    }
    PortalPrincipal caller = Access.principal(security);
    Predicate<String> visible = access.visible(caller);
    Page page = Page.of(offset, limit);
    Constraint constraint = Constraint.of(version);
    Where.Answer answer =
        store.read(
            c ->
                pkg.isBlank()
                    ? Where.vulnerability(c, VulnerabilityIds.of(vulnerability), visible, page)
                    : Where.pkg(c, pkg.strip(), constraint, visible, page));
    Surroundings around = access.surroundings(caller);
    List<Object> items = new ArrayList<>();
    for (Where.Hit hit : answer.hits()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("entityRef", hit.entityRef());
      json.put("packages", hit.packages());
      json.put("paths", hit.paths());
      json.put("owners", around.owners(hit.entityRef()));
      json.put("consumers", consumers(around, hit.entityRef()));
      items.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("totalCount", answer.total());
    json.put("items", items);
    return json;
  }

  static Map<String, Object> consumers(Surroundings around, String ref) {
    Map<String, Integer> all = around.consumers(ref);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", all.size());
    json.put("direct", all.values().stream().filter(depth -> depth == 1).count());
    json.put("entityRefs", all.keySet().stream().limit(CONSUMERS).toList());
    return json;
  }
}
