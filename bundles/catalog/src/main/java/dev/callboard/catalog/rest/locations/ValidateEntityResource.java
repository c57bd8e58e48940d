package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.location.LocationRefs;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks an entity as if it came from a location; reads and stores nothing. */
@Component(service = CatalogResource.class)
@Path("/validate-entity")
@Produces(Json.TYPE)
public final class ValidateEntityResource implements CatalogResource {
  private final Ingestion ingestion;

  /** Called by the framework. */
  @Activate
  public ValidateEntityResource(@Reference Ingestion ingestion) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
  }

  /** Answers nothing when all is well, or a list of errors instead of the usual body. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresPermission(value = "catalog.entity.validate", action = "")
  public Response validate(Map<String, Object> content, @Context UriInfo uri) {
    Input.parameters(uri);
    Input body = Input.body(content).require("location", "entity").only("location", "entity");
    String location = body.text("location");
    if (!LocationRefs.split(location)[0].equals("url")) {
      throw PortalException.input(
          "Invalid location ref "
              + location
              + ", only 'url:<target>' is supported, e.g. url:https://host/path");
    }
    List<String> problems = ingestion.check(body.object("entity"), location);
    if (problems.isEmpty()) {
      return Response.ok().build();
    }
    List<Map<String, Object>> errors =
        problems.stream().map(ValidateEntityResource::error).toList();
    return Json.answer(400, Map.of("errors", errors));
  }

  private static Map<String, Object> error(String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("name", ErrorCode.INPUT.errorName());
    error.put("message", message);
    return error;
  }
}
