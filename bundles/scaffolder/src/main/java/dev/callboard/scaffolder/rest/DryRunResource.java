package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.permission.ScaffolderPermissions;
import dev.callboard.scaffolder.schema.SchemaError;
import dev.callboard.scaffolder.task.DryRun;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tries a template that somebody writes. */
@Component(service = ScaffolderResource.class)
@Path("/v2/dry-run")
@Produces(Requests.JSON)
public final class DryRunResource implements ScaffolderResource {
  private static final long MIB = 1024 * 1024;
  private static final long MAX_BODY = 14 * MIB;
  private static final long MAX_FILES = 10 * MIB;

  private final DryRun dryRun;
  private final Templates templates;
  private final Access access;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public DryRunResource(
      @Reference DryRun dryRun,
      @Reference Templates templates,
      @Reference Access access,
      @Reference ConfigService config) {
    this.dryRun = requireNonNull(dryRun, "dryRun is null");
    this.templates = requireNonNull(templates, "templates is null");
    this.access = requireNonNull(access, "access is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Runs the template with the files beside it, or one of the catalog with the files where it lies,
   * and returns what it wrote and said.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = "scaffolder.template.dry-run", action = "")
  public Response run(byte[] content, @Context SecurityContext security) {
    PortalPrincipal caller = Requests.caller(security);
    access.require(caller, ScaffolderPermissions.TASK_CREATE);
    Map<String, Object> body =
        Requests.body(content, config.current(), "scaffolder.dryRun.maxBody", MAX_BODY);
    boolean ofCatalog = body.get("templateRef") != null;
    Template template = ofCatalog ? ofCatalog(body, caller) : given(body, caller);
    Map<String, Object> values = Requests.object(body, "values");
    List<SchemaError> errors = template.check(values);
    if (!errors.isEmpty()) {
      return TasksResource.errors(errors);
    }
    String userRef = caller.type() == PrincipalType.USER ? caller.getName() : null;
    Map<String, Object> spec = template.spec(values, userRef, templates.user(caller));
    Map<String, String> secrets = Requests.texts(body, "secrets");
    return Requests.answer(
        200,
        ofCatalog
            ? dryRun.run(spec, secrets, caller)
            : dryRun.run(spec, files(body.get("directoryContents")), secrets, caller));
  }

  private Template given(Map<String, Object> body, PortalPrincipal caller) {
    Requests.required(body, "template");
    return templates.of(Entity.of(Requests.object(body, "template")), caller);
  }

  private Template ofCatalog(Map<String, Object> body, PortalPrincipal caller) {
    if (body.get("template") != null || body.get("directoryContents") != null) {
      throw PortalException.input(
          "request/body must have 'templateRef' alone, without 'template' and 'directoryContents'");
    }
    String ref = Requests.text(body, "templateRef");
    return templates.load(EntityRef.parse(ref, "template", null), caller);
  }

  private List<DryRun.File> files(Object contents) {
    if (contents != null && !(contents instanceof List<?>)) {
      throw PortalException.input("request/body/directoryContents must be array");
    }
    List<DryRun.File> files = new ArrayList<>();
    long limit = config.current().bytes("scaffolder.dryRun.maxFiles").orElse(MAX_FILES);
    long size = 0;
    for (Object item : contents == null ? List.of() : (List<?>) contents) {
      DryRun.File file = file(item, "request/body/directoryContents/" + files.size());
      size += file.content().length;
      if (size > limit) {
        throw new PortalException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "The files are larger than scaffolder.dryRun.maxFiles allows: " + limit);
      }
      files.add(file);
    }
    return files;
  }

  private static DryRun.File file(Object item, String where) {
    if (!(item instanceof Map<?, ?> map)
        || !(map.get("path") instanceof String path)
        || !(map.get("base64Content") instanceof String content)) {
      throw PortalException.input(where + " must be an object with 'path' and 'base64Content'");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(content);
      return new DryRun.File(path, bytes, Boolean.TRUE.equals(map.get("executable")));
    } catch (IllegalArgumentException e) {
      throw PortalException.input(where + "/base64Content must be base64");
    }
  }
}
