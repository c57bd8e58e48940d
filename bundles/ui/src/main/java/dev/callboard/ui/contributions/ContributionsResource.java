package dev.callboard.ui.contributions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.PublicRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the page asks about contributions. */
@Component(service = ContributionsResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ContributionsResource {
  private final ObjectMapper json = new ObjectMapper();
  private final Contributions contributions;
  private final VisibleItems visible;

  /** Called by the framework. */
  @Activate
  public ContributionsResource(
      @Reference Contributions contributions,
      @Reference PermissionService permissions,
      @Reference PermissionRegistry registry) {
    this.contributions = contributions;
    this.visible = new VisibleItems(permissions, registry);
  }

  /**
   * What plugins contribute, without what the caller may not have. It is longer than the answers to
   * which the gateway gives an entity tag, and asked for by each page that is opened.
   */
  @GET
  @Path("/contributions")
  @AuthenticatedRoute
  public Response contributions(@Context SecurityContext security, @Context Request request)
      throws JsonProcessingException {
    Snapshot now = contributions.current();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("revision", now.revision());
    answer.put("plugins", visible.of(now, (PortalPrincipal) security.getUserPrincipal()));
    byte[] bytes = json.writeValueAsBytes(answer);
    EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(bytes).toString());
    Response.ResponseBuilder known = request.evaluatePreconditions(tag);
    return known != null ? known.build() : Response.ok(bytes).tag(tag).build();
  }

  /** What plugins tried to contribute and why it does not count. */
  @GET
  @Path("/problems")
  @RequiresPermission("callboard.plugin.read")
  public Map<String, Object> problems() {
    return Map.of("items", contributions.current().problems());
  }

  /** The schema of {@code ui.json}. */
  @GET
  @Path("/schema")
  @PublicRoute("A file format, which is the same on each server")
  public byte[] schema() {
    return ManifestSchema.bytes();
  }
}
