package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import dev.callboard.scaffolder.schema.SchemaError;
import dev.callboard.scaffolder.task.NewTask;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskPage;
import dev.callboard.scaffolder.task.TaskQuery;
import dev.callboard.scaffolder.task.TaskStatus;
import dev.callboard.scaffolder.task.TaskStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tasks: creating, listing, showing, cancelling and retrying them. */
@Component(service = ScaffolderResource.class)
@Path("/v2/tasks")
@Produces(Requests.JSON)
public final class TasksResource implements ScaffolderResource {
  private static final long MAX_BODY = 1024 * 1024;
  private static final int MAX_PAGE = 1_000;

  private final TaskStore store;
  private final Templates templates;
  private final Access access;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public TasksResource(
      @Reference TaskStore store,
      @Reference Templates templates,
      @Reference Access access,
      @Reference ConfigService config) {
    this.store = requireNonNull(store, "store is null");
    this.templates = requireNonNull(templates, "templates is null");
    this.access = requireNonNull(access, "access is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Creates a task of a template that the server reads itself. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = "scaffolder.task.create", action = "create")
  public Response create(byte[] content, @Context SecurityContext security) {
    Map<String, Object> body = body(content);
    EntityRef ref = EntityRef.parse(Requests.text(body, "templateRef"), "template", null);
    PortalPrincipal caller = Requests.caller(security);
    Template template = templates.load(ref, caller);
    Map<String, Object> values = Requests.object(body, "values");
    Map<String, String> secrets = Requests.texts(body, "secrets");
    List<SchemaError> errors = template.check(values);
    errors = errors.isEmpty() ? template.checkSecrets(secrets) : errors;
    if (!errors.isEmpty()) {
      return errors(errors);
    }
    String userRef = caller.type() == PrincipalType.USER ? caller.getName() : null;
    Map<String, Object> spec = template.spec(values, userRef, templates.user(caller));
    String id =
        store.create(new NewTask(spec, template.entity().ref().toString(), secrets, caller));
    return Requests.answer(201, Map.of("id", id));
  }

  static Response errors(List<SchemaError> errors) {
    return Requests.answer(400, Map.of("errors", errors.stream().map(SchemaError::json).toList()));
  }

  /** Lists the tasks that the caller may see. */
  @GET
  @RequiresPermission(value = "scaffolder.task.read", resourceType = ScaffolderPermissions.TASK)
  public Response list(@Context UriInfo uri, @Context SecurityContext security) {
    Requests.parameters(uri, "createdBy", "status", "order", "limit", "offset");
    TaskPage page =
        store.list(
            new TaskQuery(
                access.readable(Requests.caller(security)),
                Requests.texts(uri, "createdBy"),
                Requests.texts(uri, "status"),
                TaskQuery.order(Requests.texts(uri, "order")),
                (int) Math.min(MAX_PAGE, Requests.number(uri, "limit", MAX_PAGE)),
                (int) Math.min(Integer.MAX_VALUE, Requests.number(uri, "offset", 0))));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("tasks", page.tasks().stream().map(TasksResource::json).toList());
    answer.put("totalTasks", page.total());
    return Requests.answer(200, answer);
  }

  /** Returns a task without its secrets. */
  @GET
  @Path("/{taskId}")
  @RequiresPermission(value = "scaffolder.task.read", resourceType = ScaffolderPermissions.TASK)
  public Response get(@PathParam("taskId") String id, @Context SecurityContext security) {
    return Requests.answer(200, json(access.read(id, Requests.caller(security))));
  }

  /** Cancels a task; one that has ended stays as it is. */
  @POST
  @Path("/{taskId}/cancel")
  @RequiresPermission(
      value = "scaffolder.task.cancel",
      action = "",
      resourceType = ScaffolderPermissions.TASK)
  public Response cancel(@PathParam("taskId") String id, @Context SecurityContext security) {
    PortalPrincipal caller = Requests.caller(security);
    access.requireCancel(id, caller);
    store.cancel(id, caller);
    return Requests.answer(200, Map.of("status", "cancelled"));
  }

  /** Lets a task that has ended run again. */
  @POST
  @Path("/{taskId}/retry")
  @RequiresPermission(value = "scaffolder.task.create", action = "create")
  public Response retry(
      @PathParam("taskId") String id, byte[] content, @Context SecurityContext security) {
    PortalPrincipal caller = Requests.caller(security);
    access.read(id, caller);
    store.retry(id, Requests.texts(body(content), "secrets"), caller);
    return Requests.answer(201, Map.of("id", id));
  }

  private Map<String, Object> body(byte[] content) {
    return Requests.body(content, config.current(), "scaffolder.values.maxBody", MAX_BODY);
  }

  private static Map<String, Object> json(Task task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", task.id());
    json.put("spec", task.spec());
    json.put("status", task.status().text());
    json.put("createdAt", Times.text(task.createdAt()));
    task.heartbeatAt().ifPresent(at -> json.put("lastHeartbeatAt", Times.text(at)));
    json.put("createdBy", task.createdBy());
    if (task.status() == TaskStatus.WAITING) {
      json.put("waiting", task.waiting().orElse(Map.of()));
    }
    return json;
  }
}
