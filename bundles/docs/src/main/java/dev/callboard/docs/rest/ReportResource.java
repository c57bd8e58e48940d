package dev.callboard.docs.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the authors of a site should look at. */
@Component(service = ReportResource.class)
@Path("/report")
@Produces(Answers.JSON)
public final class ReportResource {
  private final Entities entities;
  private final Sites sites;

  /** Called by the framework. */
  @Activate
  public ReportResource(@Reference Entities entities, @Reference Sites sites) {
    this.entities = requireNonNull(entities, "entities is null");
    this.sites = requireNonNull(sites, "sites is null");
  }

  /** Returns the pages of a site, its links that lead nowhere and its pages that nothing names. */
  @GET
  @Path("/{namespace}/{kind}/{name}")
  @RequiresPermission(value = "catalog.entity.read", resourceType = "catalog-entity")
  public Response report(
      @PathParam("namespace") String namespace,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    EntityRef ref = new EntityRef(kind, namespace, name);
    String missing = "There is no documentation of '" + ref + "' that was built here";
    entities.require(ref, security, missing);
    Map<String, Object> manifest =
        sites
            .json(sites.name(ref), Sites.MANIFEST)
            .orElseThrow(() -> PortalException.notFound(missing));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("entityRef", ref.toString());
    report.put("pages", manifest.getOrDefault("pages", List.of()));
    if (manifest.get("report") instanceof Map<?, ?> found) {
      found.forEach((key, value) -> report.put(String.valueOf(key), value));
    }
    report.put("warnings", manifest.getOrDefault("warnings", List.of()));
    return Answers.json(report);
  }
}
