package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.drift.DriftDiff;
import dev.callboard.scaffolder.drift.DriftReport;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far what templates made is behind them. */
@Component(service = ScaffolderResource.class)
@Path("/v2/drift")
@Produces(Requests.JSON)
public final class DriftResource implements ScaffolderResource {
  private static final int MAX_ENTITIES = 1_000;

  private final DriftReport report;
  private final DriftDiff diff;
  private final Access access;

  /** Called by the framework. */
  @Activate
  public DriftResource(
      @Reference DriftReport report, @Reference DriftDiff diff, @Reference Access access) {
    this.report = requireNonNull(report, "report is null");
    this.diff = requireNonNull(diff, "diff is null");
    this.access = requireNonNull(access, "access is null");
  }

  /** Returns how far an entity, or all that a template made, is behind. */
  @GET
  @RequiresPermission(value = "scaffolder.drift.read")
  public Response report(@Context UriInfo uri, @Context SecurityContext security) {
    Requests.parameters(uri, "entityRef", "templateRef", "limit");
    List<String> entities = Requests.texts(uri, "entityRef");
    List<String> templates = Requests.texts(uri, "templateRef");
    if (entities.size() + templates.size() != 1) {
      throw PortalException.input("Give either request/query/entityRef or templateRef, once");
    }
    PortalPrincipal caller = Requests.caller(security);
    if (!entities.isEmpty()) {
      EntityRef ref = EntityRef.parse(entities.get(0), "component", null);
      return Requests.answer(200, report.entity(ref, caller));
    }
    EntityRef ref = EntityRef.parse(templates.get(0), "template", null);
    int limit = (int) Math.min(MAX_ENTITIES, Requests.number(uri, "limit", MAX_ENTITIES));
    return Requests.answer(200, report.template(ref, limit, caller));
  }

  /** Returns what the template of today would change in the repository of an entity. */
  @GET
  @Path("/{namespace}/{kind}/{name}/diff")
  @RequiresPermission(value = "scaffolder.drift.read")
  public Response diff(
      @PathParam("namespace") String namespace,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Requests.parameters(uri);
    PortalPrincipal caller = Requests.caller(security);
    // It runs a template and reads a repository, as a dry run does.
    access.require(caller, ScaffolderPermissions.DRY_RUN);
    return Requests.answer(200, diff.of(new EntityRef(kind, namespace, name), caller));
  }
}
