package dev.callboard.ownership.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.ownership.Claims;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people say that they own. */
@Component(service = ClaimResource.class)
@Path("/v1/ownership/claims")
@Produces(MediaType.APPLICATION_JSON)
public final class ClaimResource {
  private static final int MOST = 2_000;

  private final Access access;
  private final Claims claims;

  /** Called by Declarative Services. */
  @Activate
  public ClaimResource(@Reference Access access, @Reference Claims claims) {
    this.access = requireNonNull(access, "access is null");
    this.claims = requireNonNull(claims, "claims is null");
  }

  /** Lists the claims on an entity, the newest first. */
  @GET
  @RequiresPermission(OwnershipPermissions.READ)
  public Map<String, Object> list(
      @QueryParam("entity") String entity, @Context SecurityContext security) {
    String ref = access.entity(entity, Access.principal(security));
    return Map.of("items", claims.of(ref).stream().map(Json::of).toList());
  }

  /** Claims an entity for an owner that the caller belongs to. */
  @POST
  @AuthenticatedRoute
  public Map<String, Object> claim(Map<String, Object> body, @Context SecurityContext security) {
    PortalPrincipal caller = Access.principal(security);
    if (body == null) {
      throw PortalException.input("The body must be an object with entityRef and owner");
    }
    String ref = access.entity(text(body, "entityRef"), caller);
    String owner = text(body, "owner");
    if (owner.isEmpty()) {
      throw PortalException.input("owner must be a reference such as group:default/payments");
    }
    EntityRef claimed = EntityRef.parse(owner, "group", null);
    access.requireClaim(claimed.toString(), caller);
    access.entity(claimed, caller);
    Map<String, Object> json =
        Json.of(claims.claim(ref, claimed.toString(), text(body, "reason"), caller));
    Entity entity = access.entity(EntityRef.parse(ref), caller);
    entity.annotation("backstage.io/edit-url").ifPresent(url -> json.put("editUrl", url));
    return json;
  }

  private static String text(Map<String, Object> body, String key) {
    Object value = body.get(key);
    if (value == null) {
      return "";
    }
    if (!(value instanceof String text) || text.length() > MOST || text.indexOf('\0') >= 0) {
      throw PortalException.input(key + " must be a text of at most " + MOST + " characters");
    }
    return text.strip();
  }
}
