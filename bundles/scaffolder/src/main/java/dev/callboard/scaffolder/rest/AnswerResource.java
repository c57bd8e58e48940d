package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import dev.callboard.scaffolder.task.Approvals;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers for steps that wait for people. */
@Component(service = ScaffolderResource.class)
@Path("/v2/tasks/{taskId}/approvals/{step: .+}")
@Produces(Requests.JSON)
public final class AnswerResource implements ScaffolderResource {
  private static final long MAX_BODY = 64 * 1024;

  private final Approvals approvals;
  private final Access access;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public AnswerResource(
      @Reference Approvals approvals, @Reference Access access, @Reference ConfigService config) {
    this.approvals = requireNonNull(approvals, "approvals is null");
    this.access = requireNonNull(access, "access is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Answers for a step that waits. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(
      value = "scaffolder.task.approve",
      action = "",
      resourceType = ScaffolderPermissions.TASK)
  public Response answer(
      @PathParam("taskId") String id,
      @PathParam("step") String step,
      byte[] content,
      @Context SecurityContext security) {
    PortalPrincipal caller = Requests.caller(security);
    access.requireApprove(id, caller);
    Map<String, Object> body =
        Requests.body(content, config.current(), "scaffolder.approval.maxBody", MAX_BODY);
    boolean approved = approved(Requests.text(body, "decision"));
    String comment = body.get("comment") == null ? "" : Requests.text(body, "comment");
    approvals.answer(id, step, approved, comment, caller);
    return Requests.answer(200, Map.of("status", approved ? "approved" : "rejected"));
  }

  private static boolean approved(String decision) {
    return switch (decision) {
      case "approve" -> true;
      case "reject" -> false;
      default -> throw PortalException.input("request/body/decision must be 'approve' or 'reject'");
    };
  }
}
