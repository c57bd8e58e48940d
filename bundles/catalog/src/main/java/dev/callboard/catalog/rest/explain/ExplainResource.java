package dev.callboard.catalog.rest.explain;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.explain.Explainer;
import dev.callboard.catalog.explain.Finding;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.rest.entities.Callers;
import dev.callboard.catalog.rest.entities.JsonAnswers;
import dev.callboard.catalog.rest.entities.QueryParameters;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Why an entity is, or is not, in the catalog. Backstage has no such thing. */
@Component(service = CatalogResource.class)
@Path("/explain")
@Produces(JsonAnswers.JSON)
public final class ExplainResource implements CatalogResource {
  private final Explainer explainer;

  /** Called by the framework. */
  @Activate
  public ExplainResource(@Reference Explainer explainer) {
    this.explainer = requireNonNull(explainer, "explainer is null");
  }

  /** Explains one entity. */
  @GET
  @RequiresPermission(value = "catalog.entity.read", resourceType = CatalogReader.RESOURCE_TYPE)
  public Response explain(@Context UriInfo uri, @Context SecurityContext security) {
    String text = QueryParameters.of(uri, Set.of("entityRef")).text("entityRef");
    if (text == null) {
      throw PortalException.input("request/query must have required property 'entityRef'");
    }
    String ref = EntityRef.parse(text).toString();
    Explainer.Answer answer = explainer.explain(ref, Callers.of(security));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", ref);
    json.put("served", answer.served());
    json.put("summary", answer.findings().get(0).message());
    json.put("findings", answer.findings().stream().map(Finding::json).toList());
    return JsonAnswers.values(json);
  }
}
