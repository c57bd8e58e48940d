package dev.callboard.docs.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.build.DocsLocations.Location;
import dev.callboard.docs.build.SiteBuilds;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.error.ErrorCode;
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
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a reader asks about a site before it shows it. */
@Component(service = MetadataResource.class)
@Path("/metadata")
@Produces(Answers.JSON)
public final class MetadataResource {
  private final Entities entities;
  private final Sites sites;
  private final SiteBuilds builds;

  /** Called by the framework. */
  @Activate
  public MetadataResource(
      @Reference Entities entities, @Reference Sites sites, @Reference SiteBuilds builds) {
    this.entities = requireNonNull(entities, "entities is null");
    this.sites = requireNonNull(sites, "sites is null");
    this.builds = requireNonNull(builds, "builds is null");
  }

  /** Returns what was published with the site. */
  @GET
  @Path("/techdocs/{namespace}/{kind}/{name}")
  @RequiresPermission(value = "catalog.entity.read", resourceType = "catalog-entity")
  public Response techdocs(
      @PathParam("namespace") String namespace,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    EntityRef ref = new EntityRef(kind, namespace, name);
    entities.require(ref, security, missing(ref));
    return Answers.json(
        sites
            .json(sites.name(ref), Sites.METADATA)
            .orElseThrow(
                () -> PortalException.notFound(missing(ref) + "; the site has not been built")));
  }

  /** Returns the entity, and where the sources of its documentation are. */
  @GET
  @Path("/entity/{namespace}/{kind}/{name}")
  @RequiresPermission(value = "catalog.entity.read", resourceType = "catalog-entity")
  public Response entity(
      @PathParam("namespace") String namespace,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    EntityRef ref = new EntityRef(kind, namespace, name);
    Entity entity = entities.require(ref, security, missing(ref));
    try {
      Location location = builds.location(entity);
      Map<String, Object> json = new LinkedHashMap<>(entity.json());
      json.put("locationMetadata", Map.of("type", location.type(), "target", location.target()));
      return Answers.json(json);
    } catch (PortalException e) {
      String cause = e.code() == ErrorCode.INPUT ? "InputError: " : "";
      throw PortalException.notFound(missing(ref) + "; caused by " + cause + e.getMessage());
    }
  }

  private static String missing(EntityRef ref) {
    return "Unable to get metadata for '" + ref + "'";
  }
}
