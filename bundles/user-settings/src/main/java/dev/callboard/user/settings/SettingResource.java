package dev.callboard.user.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.http.RequiresPermission;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings over REST, as in Backstage: each user has those of their own. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingResource {
  private static final String ONE = "/buckets/{bucket}/keys/{key}";

  private final SettingStore store;
  private final ObjectMapper mapper = new ObjectMapper();

  /** Takes the settings. */
  SettingResource(SettingStore store) {
    this.store = store;
  }

  /** Returns a value. */
  @GET
  @Path(ONE)
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> get(
      @PathParam("bucket") String bucket,
      @PathParam("key") String key,
      @Context SecurityContext security) {
    String json =
        store
            .get(user(security), new SettingName(bucket, key))
            .orElseThrow(
                () ->
                    PortalException.notFound(
                        "Unable to find '" + key + "' in bucket '" + bucket + "'"));
    return setting(bucket, key, parsed(json));
  }

  /** Keeps a value. */
  @PUT
  @Path(ONE)
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> put(
      @PathParam("bucket") String bucket,
      @PathParam("key") String key,
      JsonNode body,
      @Context SecurityContext security) {
    JsonNode value = body == null ? null : body.get("value");
    if (value == null) {
      throw PortalException.input("The body must be an object with the field value");
    }
    store.put(user(security), new SettingName(bucket, key), value.toString());
    return setting(bucket, key, value);
  }

  /** Deletes a value; there need not be one. */
  @DELETE
  @Path(ONE)
  @AuthenticatedRoute(PrincipalType.USER)
  public Response delete(
      @PathParam("bucket") String bucket,
      @PathParam("key") String key,
      @Context SecurityContext security) {
    store.delete(user(security), new SettingName(bucket, key));
    return Response.noContent().build();
  }

  /** Returns values in the order of the request, null for those that are not there. */
  @POST
  @Path("/multiget")
  @AuthenticatedRoute(PrincipalType.USER)
  public Map<String, Object> multiget(JsonNode body, @Context SecurityContext security) {
    List<Object> items = new ArrayList<>();
    store
        .get(user(security), names(body))
        .forEach(json -> items.add(json.map(text -> Map.of("value", parsed(text))).orElse(null)));
    return Map.of("items", Collections.unmodifiableList(items));
  }

  /** Deletes all values of the caller. */
  @DELETE
  @Path("/buckets")
  @AuthenticatedRoute(PrincipalType.USER)
  public Response deleteOwn(@Context SecurityContext security) {
    store.deleteAll(user(security), user(security).getName());
    return Response.noContent().build();
  }

  /** Deletes all values of a user. */
  @DELETE
  @Path("/users")
  @RequiresPermission(value = SettingPermissions.DELETE, action = "delete")
  public Response deleteUser(@QueryParam("user") String user, @Context SecurityContext security) {
    if (user == null || !user.matches("(?i)user:[^/:]+/[^/:]+")) {
      throw PortalException.input("user must be given as in ?user=user:default/alice");
    }
    store.deleteAll(user(security), user);
    return Response.noContent().build();
  }

  private static List<SettingName> names(JsonNode body) {
    JsonNode items = body == null ? null : body.get("items");
    if (items == null || !items.isArray()) {
      throw PortalException.input("The body must be an object with the list items");
    }
    List<SettingName> names = new ArrayList<>();
    for (JsonNode item : items) {
      if (!item.path("bucket").isTextual() || !item.path("key").isTextual()) {
        throw PortalException.input("Each item must have the texts bucket and key");
      }
      names.add(new SettingName(item.get("bucket").asText(), item.get("key").asText()));
    }
    return names;
  }

  private static Map<String, Object> setting(String bucket, String key, JsonNode value) {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("bucket", bucket);
    setting.put("key", key);
    setting.put("value", value);
    return setting;
  }

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A setting in the database is not JSON", e);
    }
  }

  private static PortalPrincipal user(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }
}
