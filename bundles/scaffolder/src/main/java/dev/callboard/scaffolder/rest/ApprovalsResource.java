package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import dev.callboard.scaffolder.task.Approvals;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What waits for the caller. */
@Component(service = ScaffolderResource.class)
@Path("/v2/approvals")
@Produces(Requests.JSON)
public final class ApprovalsResource implements ScaffolderResource {
  private static final int MAX_PAGE = 1_000;
  private static final int PAGE = 100;

  private final Approvals approvals;
  private final Access access;

  /** Called by the framework. */
  @Activate
  public ApprovalsResource(@Reference Approvals approvals, @Reference Access access) {
    this.approvals = requireNonNull(approvals, "approvals is null");
    this.access = requireNonNull(access, "access is null");
  }

  /** Lists what waits for the caller, what runs out first at the top. */
  @GET
  @RequiresPermission(
      value = "scaffolder.task.approve",
      action = "",
      resourceType = ScaffolderPermissions.TASK)
  public Response list(@Context UriInfo uri, @Context SecurityContext security) {
    Requests.parameters(uri, "limit", "offset");
    PortalPrincipal caller = Requests.caller(security);
    TaskPage page =
        approvals.waitingFor(
            caller,
            access.approvable(caller),
            (int) Math.min(MAX_PAGE, Requests.number(uri, "limit", PAGE)),
            (int) Math.min(Integer.MAX_VALUE, Requests.number(uri, "offset", 0)));
    return Requests.answer(
        200,
        Map.of(
            "approvals",
            page.tasks().stream().map(ApprovalsResource::json).toList(),
            "totalApprovals",
            page.total()));
  }

  private static Map<String, Object> json(Task task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("taskId", task.id());
    json.put("templateRef", task.templateRef());
    json.put("createdBy", task.createdBy());
    json.put("createdAt", Times.text(task.createdAt()));
    json.put("waiting", task.waiting().orElse(Map.of()));
    return json;
  }
}
