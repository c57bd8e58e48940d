package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.catalog.write.EntityPut;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.Precondition;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteOptions;
import dev.callboard.catalog.write.WriteOutcome;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.PermissionService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates and replaces many entities in one transaction. */
@Component(service = CatalogResource.class)
@Path("/entities/bulk")
@Produces(WriteAnswers.JSON)
public final class BulkResource implements CatalogResource {
  private static final Set<String> FIELDS = Set.of("entities", "dryRun", "atomic");

  private final EntityWriter writer;
  private final WriteAccess access;

  /** Called by the framework. */
  @Activate
  public BulkResource(
      @Reference EntityWriter writer,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.writer = requireNonNull(writer, "writer is null");
    this.access = new WriteAccess(reader, permissions, config);
  }

  /** Stores those that may be stored, or none when one may not and it is to be atomic. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response put(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    access.checkWritable();
    PortalPrincipal caller = WriteRequest.caller(security);
    WriteGuard guard = access.put(caller);
    Map<String, Object> body = WriteRequest.object(content);
    for (String name : body.keySet()) {
      if (!FIELDS.contains(name)) {
        throw PortalException.input(
            "request/body must NOT have additional properties: found '" + name + "'");
      }
    }
    List<EntityPut> puts = puts(body.get("entities"));
    boolean atomic = flag(body, "atomic");
    WriteOptions options =
        new WriteOptions(
            WriteRequest.cause("POST", uri, caller),
            Precondition.NONE,
            flag(body, "dryRun"),
            guard);
    List<WriteOutcome> outcomes = writer.putAll(puts, atomic, options);
    boolean refused = outcomes.stream().anyMatch(each -> each.refusal().isPresent());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", outcomes.stream().map(BulkResource::item).toList());
    return WriteAnswers.values(refused && atomic ? 400 : 200, answer);
  }

  private static boolean flag(Map<String, Object> body, String name) {
    Object value = body.getOrDefault(name, false);
    if (!(value instanceof Boolean flag)) {
      throw PortalException.input("request/body/" + name + " must be boolean");
    }
    return flag;
  }

  private List<EntityPut> puts(Object value) {
    if (!(value instanceof List<?> entities)) {
      throw PortalException.input("request/body/entities must be array");
    }
    long maximum = access.maxEntities();
    if (entities.isEmpty() || entities.size() > maximum) {
      throw PortalException.input(
          "request/body/entities must have 1 to "
              + maximum
              + " items ("
              + WriteAccess.MAX_ENTITIES
              + "), found "
              + entities.size());
    }
    List<EntityPut> puts = new ArrayList<>();
    for (Object entity : entities) {
      puts.add(put(entity, "request/body/entities/" + puts.size()));
    }
    return puts;
  }

  @SuppressWarnings("unchecked")
  private static EntityPut put(Object value, String where) {
    if (!(value instanceof Map<?, ?>)) {
      throw PortalException.input(where + " must be object");
    }
    Map<String, Object> entity = (Map<String, Object>) value;
    String ref =
        EntityChecks.ref(entity)
            .orElseThrow(
                () -> PortalException.input(where + " must have the texts kind and metadata.name"));
    Object etag = ((Map<?, ?>) entity.get("metadata")).get("etag");
    return new EntityPut(
        EntityRef.parse(ref),
        entity,
        Precondition.ifMatch(etag instanceof String text ? text : null));
  }

  private static Map<String, Object> item(WriteOutcome outcome) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("entityRef", outcome.ref());
    outcome
        .result()
        .ifPresent(
            result -> {
              item.put("status", result.created() ? 201 : 200);
              item.put("etag", result.etag());
            });
    outcome
        .refusal()
        .ifPresent(
            refusal -> {
              item.put("status", refusal.code().status());
              item.put("error", WriteAnswers.error(refusal));
              if (refusal instanceof WriteRefused refused) {
                item.put("errors", WriteAnswers.problems(refused.problems()));
              }
            });
    // left out because of another one
    item.putIfAbsent("status", 424);
    return item;
  }
}
