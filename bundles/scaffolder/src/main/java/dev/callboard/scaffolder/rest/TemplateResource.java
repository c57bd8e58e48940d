package dev.callboard.scaffolder.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.scaffolder.parameters.Templates;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The forms of templates. */
@Component(service = ScaffolderResource.class)
@Path("/v2/templates/{namespace}/{kind}/{name}")
@Produces(Requests.JSON)
public final class TemplateResource implements ScaffolderResource {
  private final Templates templates;

  /** Called by the framework. */
  @Activate
  public TemplateResource(@Reference Templates templates) {
    this.templates = requireNonNull(templates, "templates is null");
  }

  /** Returns the pages of a form that the caller may see. */
  @GET
  @Path("/parameter-schema")
  @AuthenticatedRoute
  public Response form(
      @PathParam("namespace") String namespace,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    return Requests.answer(
        200,
        templates.load(new EntityRef(kind, namespace, name), Requests.caller(security)).form());
  }
}
