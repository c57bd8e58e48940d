package dev.callboard.ownership.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.ownership.Claims;
import dev.callboard.ownership.PeopleView;
import dev.callboard.ownership.store.CodeRule;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Facts;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The ownership of one entity. */
@Component(service = EntityResource.class)
@Path("/v1/ownership")
@Produces(MediaType.APPLICATION_JSON)
public final class EntityResource {
  private final Access access;
  private final Store store;
  private final PeopleView people;
  private final Claims claims;

  /** Called by Declarative Services. */
  @Activate
  public EntityResource(
      @Reference Access access,
      @Reference Store store,
      @Reference PeopleView people,
      @Reference Claims claims) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
    this.people = requireNonNull(people, "people is null");
    this.claims = requireNonNull(claims, "claims is null");
  }

  private EntityRow row(String ref) {
    return store
        .read(c -> EntityRow.find(c, ref))
        .orElseThrow(() -> PortalException.notFound("Nothing is known yet of who owns " + ref));
  }

  /** Everybody sees what is their own; administrators see it of all. */
  private Predicate<String> shown(PortalPrincipal caller) {
    return access.seesPeople(caller) ? person -> true : caller.getName()::equals;
  }

  /** Tells how an entity stands now. */
  @GET
  @Path("{kind}/{namespace}/{name}")
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> get(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    String ref = access.entity(new EntityRef(kind, namespace, name).toString(), caller);
    EntityRow row = row(ref);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", ref);
    if (!row.owner().isEmpty()) {
      json.put("owner", row.owner());
    }
    json.put("facts", Json.facts(store.read(c -> Facts.now(c, ref))));
    json.put("codeOwners", store.read(c -> CodeRule.of(c, ref)).stream().map(Json::of).toList());
    json.put("contributors", people.contributors(ref, shown(caller)));
    json.put("claims", claims.of(ref).stream().map(Json::of).toList());
    json.putAll(reading(row));
    return json;
  }

  private Map<String, Object> reading(EntityRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (row.readMillis() > 0) {
      json.put("read", Json.time(row.readMillis()));
    }
    store.read(
        c ->
            Sql.list(
                c,
                found -> {
                  json.put("wholeHistory", found.getInt(1) != 0);
                  if (!found.getString(2).isEmpty()) {
                    json.put("problem", found.getString(2));
                  }
                  return null;
                },
                "SELECT whole, problem FROM repository WHERE id = ?",
                row.repository()));
    return json;
  }

  /** Tells all changes of the facts of an entity. */
  @GET
  @Path("{kind}/{namespace}/{name}/history")
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> history(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("since") String since,
      @Context SecurityContext security) {
    String ref =
        access.entity(new EntityRef(kind, namespace, name).toString(), Access.principal(security));
    return FactResource.changes(store, ref, null, FactResource.time(since));
  }

  /** Suggests who could own an entity. */
  @GET
  @Path("suggestions")
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> suggestions(
      @QueryParam("entity") String entity, @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    String ref = access.entity(entity, caller);
    List<Map<String, Object>> found =
        people.suggestions(row(ref), access.visible(caller), shown(caller));
    found.forEach(
        each -> each.put("claimable", access.mayClaim((String) each.get("owner"), caller)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", ref);
    json.put("items", found);
    return json;
  }
}
