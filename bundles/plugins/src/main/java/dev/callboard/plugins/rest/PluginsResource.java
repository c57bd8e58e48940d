package dev.callboard.plugins.rest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventStream;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.plugins.PluginPermissions;
import dev.callboard.plugins.lifecycle.PluginAccess;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Plugins over REST. A jar is sent as the body; its signature file, if it has one, as base64 in the
 * header {@value #SIGNATURE}. Operations answer when they are done.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginsResource {
  static final String SIGNATURE = "X-Callboard-Signature";
  private static final String JAR = "application/java-archive";
  private static final String BYTES = MediaType.APPLICATION_OCTET_STREAM;
  private static final int MAX_HEADER = 8192;

  private final PluginAccess plugins;
  private final EventStream stream;

  PluginsResource(PluginAccess plugins, EventStream stream) {
    this.plugins = plugins;
    this.stream = stream;
  }

  /** Lists every plugin, and the files that were turned away. */
  @GET
  @RequiresPermission(PluginPermissions.READ)
  public Map<String, Object> list() {
    return plugins.list();
  }

  /** Follows the changes. */
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresPermission(PluginPermissions.READ)
  public void events(
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context SecurityContext security,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId) {
    stream.subscribe(sink, sse, lastEventId, principal(security).getName());
  }

  /** Returns one plugin. */
  @GET
  @Path("{id}")
  @RequiresPermission(PluginPermissions.READ)
  public Map<String, Object> get(@PathParam("id") String id) {
    return plugins.get(id);
  }

  /** Installs a plugin, or updates the one with its id. */
  @POST
  @Consumes({BYTES, JAR})
  @RequiresPermission(value = PluginPermissions.INSTALL, action = "create")
  public Response install(
      InputStream jar,
      @HeaderParam(SIGNATURE) String signature,
      @QueryParam("allowDowngrade") @DefaultValue("false") boolean allowDowngrade,
      @Context SecurityContext security) {
    Map<String, Object> plugin =
        plugins.deploy(
            jar, decode(signature), allowDowngrade, Optional.empty(), principal(security));
    return Response.status(Response.Status.CREATED).entity(plugin).build();
  }

  /** Updates a plugin. */
  @PUT
  @Path("{id}")
  @Consumes({BYTES, JAR})
  @RequiresPermission(value = PluginPermissions.MANAGE, action = "update")
  public Map<String, Object> update(
      @PathParam("id") String id,
      InputStream jar,
      @HeaderParam(SIGNATURE) String signature,
      @QueryParam("allowDowngrade") @DefaultValue("false") boolean allowDowngrade,
      @Context SecurityContext security) {
    if (!plugins.isInstalled(id)) {
      throw PortalException.notFound("there is no plugin '" + id + "' that could be updated");
    }
    return plugins.deploy(
        jar, decode(signature), allowDowngrade, Optional.of(id), principal(security));
  }

  /** Says what a jar would ask for, without installing it. */
  @POST
  @Path("verify")
  @Consumes({BYTES, JAR})
  @RequiresPermission(value = PluginPermissions.INSTALL, action = "create")
  public Map<String, Object> verify(
      InputStream jar,
      @HeaderParam(SIGNATURE) String signature,
      @Context SecurityContext security) {
    return plugins.verify(jar, decode(signature), principal(security));
  }

  /** Starts a plugin that was stopped or failed. */
  @POST
  @Path("{id}/start")
  @RequiresPermission(value = PluginPermissions.MANAGE, action = "update")
  public Map<String, Object> start(@PathParam("id") String id, @Context SecurityContext security) {
    return plugins.start(id, principal(security));
  }

  /** Stops a plugin. */
  @POST
  @Path("{id}/stop")
  @RequiresPermission(value = PluginPermissions.MANAGE, action = "update")
  public Map<String, Object> stop(@PathParam("id") String id, @Context SecurityContext security) {
    return plugins.stop(id, principal(security));
  }

  /** Puts a plugin back that the server came with. */
  @POST
  @Path("{id}/restore")
  @RequiresPermission(value = PluginPermissions.INSTALL, action = "create")
  public Map<String, Object> restore(
      @PathParam("id") String id, @Context SecurityContext security) {
    return plugins.putBack(id, principal(security));
  }

  /** Removes a plugin. */
  @DELETE
  @Path("{id}")
  @RequiresPermission(value = PluginPermissions.MANAGE, action = "update")
  public void remove(@PathParam("id") String id, @Context SecurityContext security) {
    plugins.remove(id, principal(security));
  }

  /** Gives a plugin id to another publisher: {@code {"publisher": "acme"}}. */
  @POST
  @Path("{id}/transfer")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = PluginPermissions.MANAGE, action = "update")
  public Map<String, Object> transfer(
      @PathParam("id") String id, Map<String, Object> body, @Context SecurityContext security) {
    Object publisher = body == null ? null : body.get("publisher");
    if (!(publisher instanceof String text)) {
      throw PortalException.input("the body must be {\"publisher\": \"<name>\"}");
    }
    return plugins.transfer(id, text, principal(security));
  }

  private static PortalPrincipal principal(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  private static Optional<byte[]> decode(String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.length() > MAX_HEADER) {
      throw PortalException.input("the header " + SIGNATURE + " is longer than 8192 characters");
    }
    try {
      return Optional.of(Base64.getDecoder().decode(header.strip()));
    } catch (IllegalArgumentException e) {
      throw PortalException.input(
          "the header " + SIGNATURE + " must be the base64 of the signature file");
    }
  }
}
