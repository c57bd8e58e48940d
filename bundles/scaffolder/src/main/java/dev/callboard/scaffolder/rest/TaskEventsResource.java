package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The log of a task, by polling. */
@Component(service = ScaffolderResource.class)
@Path("/v2/tasks/{taskId}/events")
public final class TaskEventsResource implements ScaffolderResource {
  private final TaskPolls polls;
  private final Access access;

  /** Called by the framework. */
  @Activate
  public TaskEventsResource(@Reference TaskPolls polls, @Reference Access access) {
    this.polls = requireNonNull(polls, "polls is null");
    this.access = requireNonNull(access, "access is null");
  }

  /** Returns events after a position; waits for one when there is none. */
  @GET
  @Produces(Requests.JSON)
  @RequiresPermission(value = "scaffolder.task.read", resourceType = ScaffolderPermissions.TASK)
  public void events(
      @PathParam("taskId") String id,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Requests.parameters(uri, "after");
    access.read(id, Requests.caller(security));
    polls.answer(id, Requests.number(uri, "after", 0), response);
  }
}
