package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.Documents;
import dev.callboard.supply.chain.format.DocumentLimits;
import dev.callboard.supply.chain.store.DocumentTable;
import dev.callboard.supply.chain.store.Store;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Documents about entities. */
@Component(service = DocumentResource.class)
@Path("/entities/{kind}/{namespace}/{name}")
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentResource {
  private final ConfigService config;
  private final Access access;
  private final Store store;
  private final Documents documents;

  /** Called by Declarative Services. */
  @Activate
  public DocumentResource(
      @Reference ConfigService config,
      @Reference Access access,
      @Reference Store store,
      @Reference Documents documents) {
    this.config = requireNonNull(config, "config is null");
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
    this.documents = requireNonNull(documents, "documents is null");
  }

  /** Takes a document of any format. */
  @POST
  @Path("documents")
  @Consumes(MediaType.WILDCARD)
  @RequiresPermission(value = SupplyChainPermissions.UPLOAD, action = "create")
  public Map<String, Object> put(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("source") @DefaultValue("") String source,
      @QueryParam("branch") @DefaultValue("") String branch,
      @QueryParam("commit") @DefaultValue("") String commit,
      @QueryParam("build") @DefaultValue("") String build,
      InputStream body,
      @Context SecurityContext security) {
    PortalPrincipal sender = Access.principal(security);
    String ref = access.entity(kind, namespace, name, sender);
    Documents.Origin origin = new Documents.Origin(source, branch, commit, build);
    Documents.Stored stored = documents.put(ref, bytes(body), origin, sender);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("document", Json.of(stored.row()));
    json.put("findings", Json.of(stored.outcome()));
    json.put("warnings", stored.warnings());
    return json;
  }

  private byte[] bytes(InputStream body) {
    try {
      // One byte more than allowed shows that there are too many.
      return body.readNBytes(DocumentLimits.of(config.current()).bytes() + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists the documents about an entity. */
  @GET
  @Path("documents")
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> list(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    return Map.of(
        "items", store.read(c -> DocumentTable.list(c, ref)).stream().map(Json::of).toList());
  }

  /** Deletes the document of a source. */
  @DELETE
  @Path("documents")
  @RequiresPermission(value = SupplyChainPermissions.DELETE, action = "delete")
  public Map<String, Object> delete(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("source") String source,
      @Context SecurityContext security) {
    if (source == null || source.isEmpty()) {
      throw PortalException.input("source must name the source of the document");
    }
    PortalPrincipal sender = Access.principal(security);
    String ref = access.entity(kind, namespace, name, sender);
    return Map.of("findings", Json.of(documents.delete(ref, source, sender)));
  }

  /** Tells how an entity stands. */
  @GET
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> summary(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("entityRef", ref);
    json.putAll(store.read(c -> Summaries.of(c, ref)));
    return json;
  }

  /** Lists what an entity is made of. */
  @GET
  @Path("components")
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> components(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("search") @DefaultValue("") String search,
      @QueryParam("offset") Integer offset,
      @QueryParam("limit") Integer limit,
      @Context SecurityContext security) {
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    Page page = Page.of(offset, limit);
    return store.read(c -> Components.list(c, ref, search, page));
  }
}
