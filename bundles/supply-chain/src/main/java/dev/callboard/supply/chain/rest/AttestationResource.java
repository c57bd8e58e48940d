package dev.callboard.supply.chain.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.attest.Attestation;
import dev.callboard.supply.chain.attest.Attestations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** Signed statements about entities. */
@Component(service = AttestationResource.class)
@Path("/entities/{kind}/{namespace}/{name}/attestations")
@Produces(MediaType.APPLICATION_JSON)
public final class AttestationResource {
  private final Access access;
  private final Attestations attestations;

  /** Called by Declarative Services. */
  @Activate
  public AttestationResource(@Reference Access access, @Reference Attestations attestations) {
    this.access = requireNonNull(access, "access is null");
    this.attestations = requireNonNull(attestations, "attestations is null");
  }

  /** Takes a DSSE envelope when its signature is of a configured key. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @RequiresPermission(value = SupplyChainPermissions.UPLOAD, action = "create")
  public Map<String, Object> put(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      InputStream body,
      @Context SecurityContext security) {
    PortalPrincipal sender = Access.principal(security);
    String ref = access.entity(kind, namespace, name, sender);
    try {
      // One byte more than allowed shows that there are too many.
      return json(attestations.put(ref, body.readNBytes(attestations.limit() + 1), sender));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists the statements about an entity, the newest first. */
  @GET
  @RequiresPermission(SupplyChainPermissions.READ)
  public Map<String, Object> list(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    return Map.of("items", attestations.list(ref).stream().map(AttestationResource::json).toList());
  }

  /** Returns an envelope as it was received, for those who check it themselves. */
  @GET
  @Path("{digest}")
  @RequiresPermission(SupplyChainPermissions.READ)
  public String envelope(
      @PathParam("kind") String kind,
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @PathParam("digest") String digest,
      @Context SecurityContext security) {
    String ref = access.entity(kind, namespace, name, Access.principal(security));
    return attestations
        .envelope(ref, digest)
        .orElseThrow(() -> PortalException.notFound("There is no attestation of this digest"));
  }

  private static Map<String, Object> json(Attestation attestation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("digest", attestation.digest());
    json.put("predicateType", attestation.predicateType());
    json.put("subjects", attestation.subjects());
    json.put("signer", attestation.signer());
    Json.put(json, "builder", attestation.builder());
    Json.put(json, "buildType", attestation.buildType());
    Json.put(json, "source", attestation.sourceUri());
    Json.put(json, "commit", attestation.commit());
    json.put("sentBy", attestation.actor());
    json.put("received", Json.time(attestation.receivedMillis()));
    return json;
  }
}
