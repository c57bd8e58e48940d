package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.supply.chain.store.DocumentBodies;
import dev.callboard.supply.chain.store.DocumentRow;
import dev.callboard.supply.chain.store.DocumentTable;
import dev.callboard.supply.chain.store.Store;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known of an entity, for other tools. */
@Component(service = ExportResource.class)
@Path("/entities/{kind}/{namespace}/{name}")
public final class ExportResource {
  private final Access access;
  private final Store store;

  /** Called by Declarative Services. */
  @Activate
  public ExportResource(@Reference Access access, @Reference Store store) {
    this.access = requireNonNull(access, "access is null");
    this.store = requireNonNull(store, "store is null");
  }

  /** Returns a bill of materials byte for byte: the newest, or that of a source. */
  @GET
  @Path("sbom")
  @RequiresPermission(SupplyChainPermissions.READ)
  public Response sbom(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("source") @DefaultValue("") String source,
      @Context SecurityContext security) {
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    return store.read(
        c -> {
          DocumentRow row =
              DocumentTable.list(c, ref).stream()
                  .filter(each -> source.isEmpty() || each.source().equals(source))
                  .filter(each -> each.components() > 0)
                  .findFirst()
                  .orElseThrow(
                      () -> PortalException.notFound("There is no bill of materials of " + ref));
          byte[] body =
              DocumentBodies.get(c, row.id())
                  .orElseThrow(
                      () ->
                          PortalException.notFound(
                              "The bill of materials is older than the version that keeps them;"
                                  + " send it again"));
          return Response.ok(body, type(body))
              .header("ETag", "\"" + row.digest() + "\"")
              .header("Content-Disposition", "attachment")
              .build();
        });
  }

  private static String type(byte[] body) {
    for (byte each : body) {
      if (each == '{') {
        return MediaType.APPLICATION_JSON;
      }
      if (each == '<') {
        return MediaType.APPLICATION_XML;
      }
      if (each > ' ') {
        break;
      }
    }
    return MediaType.TEXT_PLAIN;
  }

  /** Returns what is thought of the vulnerabilities, as CycloneDX or OpenVEX. */
  @GET
  @Path("vex")
  @Produces(MediaType.APPLICATION_JSON)
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> vex(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("format") @DefaultValue("cyclonedx") String format,
      @Context SecurityContext security) {
    if (!format.equals("cyclonedx") && !format.equals("openvex")) {
      throw PortalException.input("format must be cyclonedx or openvex");
    }
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    VexData data = store.read(c -> VexData.read(c, ref));
    Instant now = Instant.now();
    return format.equals("openvex") ? OpenVexExport.of(data, now) : CycloneDxExport.of(data, now);
  }
}
