package dev.callboard.scheduler;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The tasks of the server over REST. */
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
public final class TaskResource {
  private final TaskTable table;

  TaskResource(TaskTable table) {
    this.table = table;
  }

  /** Lists the tasks with their state and last runs. */
  @GET
  @RequiresPermission(SchedulerPermissions.READ)
  public Map<String, List<Map<String, Object>>> tasks() {
    return Map.of("tasks", table.all().stream().map(TaskJson::of).toList());
  }

  /** Runs a task now. */
  @POST
  @Path("/{plugin}/{id}/trigger")
  @RequiresPermission(value = SchedulerPermissions.MANAGE, action = "update")
  public Map<String, Object> trigger(
      @PathParam("plugin") String plugin, @PathParam("id") String id) {
    find(plugin, id).trigger();
    return Map.of();
  }

  /** Interrupts the run of a task that is under way. */
  @POST
  @Path("/{plugin}/{id}/cancel")
  @RequiresPermission(value = SchedulerPermissions.MANAGE, action = "update")
  public Map<String, Object> cancel(
      @PathParam("plugin") String plugin, @PathParam("id") String id) {
    TaskRunner runner = find(plugin, id);
    if (!runner.cancel()) {
      throw PortalException.conflict("Task " + runner.name() + " is not running");
    }
    return Map.of();
  }

  private TaskRunner find(String plugin, String id) {
    return table
        .find(new TaskName(plugin, id))
        .orElseThrow(() -> PortalException.notFound("There is no task " + plugin + "/" + id));
  }
}
