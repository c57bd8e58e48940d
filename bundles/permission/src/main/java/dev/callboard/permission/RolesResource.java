package dev.callboard.permission;

import dev.callboard.permission.role.Role;
import dev.callboard.permission.role.RoleReader;
import dev.callboard.permission.role.RoleSet;
import dev.callboard.permission.role.RoleStore;
import dev.callboard.permission.role.RoleVersion;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Roles over REST. Those of the file are shown and cannot be changed here; a role of the database
 * is changed by who names the version that is to be replaced.
 */
@Path("/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class RolesResource {
  private final RoleBook book;
  private final RoleStore store;
  private final RoleReader reader;

  RolesResource(RoleBook book, RoleStore store) {
    this.book = book;
    this.store = store;
    this.reader = new RoleReader(book.conditions()::check);
  }

  /** Lists all roles, those of the file first. */
  @GET
  @RequiresPermission(RolePermissions.READ)
  public Map<String, Object> list() {
    RoleSet all = book.current();
    List<Map<String, Object>> roles =
        all.roles().stream().map(role -> RoleJson.of(role, all)).toList();
    return Map.of("roles", roles);
  }

  /** Returns the role that counts under a name. */
  @GET
  @Path("/{name}")
  @RequiresPermission(RolePermissions.READ)
  public Response get(@PathParam("name") String name) {
    RoleSet all = book.current();
    Role role =
        find(all, name)
            .orElseThrow(() -> PortalException.notFound("There is no role '" + name + "'"));
    Response.ResponseBuilder answer = Response.ok(RoleJson.of(role, all));
    return role.source() == Role.Source.DATABASE
        ? answer.tag(new EntityTag(role.etag())).build()
        : answer.build();
  }

  /** Creates a role, or replaces the version that {@code If-Match} names. */
  @PUT
  @Path("/{name}")
  @RequiresPermission(value = RolePermissions.MANAGE, action = "update")
  public Response put(
      @PathParam("name") String name,
      Map<String, Object> body,
      @HeaderParam("If-Match") String ifMatch,
      @HeaderParam("If-None-Match") String ifNoneMatch,
      @Context SecurityContext security) {
    if (body == null) {
      throw PortalException.input("The body must be a role");
    }
    RoleVersion expected = RoleVersion.of(ifMatch, ifNoneMatch);
    Role role = reader.role(name, body, "");
    requireNotInFile(name);
    Role written = store.put(role, expected, (PortalPrincipal) security.getUserPrincipal());
    book.roles().lookSoon();
    return Response.status(expected.etag().isPresent() ? 200 : 201)
        .tag(new EntityTag(written.etag()))
        .entity(RoleJson.of(written, new RoleSet(List.of(written))))
        .build();
  }

  /** Removes a role of the version that {@code If-Match} names. */
  @DELETE
  @Path("/{name}")
  @RequiresPermission(value = RolePermissions.MANAGE, action = "update")
  public Response delete(
      @PathParam("name") String name,
      @HeaderParam("If-Match") String ifMatch,
      @Context SecurityContext security) {
    RoleVersion expected = RoleVersion.of(ifMatch, null);
    store.delete(name, expected, (PortalPrincipal) security.getUserPrincipal());
    book.roles().lookSoon();
    return Response.noContent().build();
  }

  private void requireNotInFile(String name) {
    // What is known, even if a source cannot be read now: an administrator repairs things here.
    find(book.roles().look().roles(), name)
        .filter(role -> role.source() == Role.Source.FILE)
        .ifPresent(
            role -> {
              throw PortalException.conflict(
                  "The role '" + name + "' is defined in the policy file; change it there");
            });
  }

  private static Optional<Role> find(RoleSet all, String name) {
    return all.roles().stream().filter(role -> role.name().equals(name)).findFirst();
  }
}
