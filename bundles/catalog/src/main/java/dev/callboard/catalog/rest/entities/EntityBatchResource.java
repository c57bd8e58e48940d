package dev.callboard.catalog.rest.entities;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Matches;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.FieldProjection;
import dev.callboard.catalog.query.FilterParser;
import dev.callboard.catalog.query.PredicateParser;
import dev.callboard.catalog.query.QueryLimits;
import dev.callboard.catalog.rest.CatalogResource;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.AuthenticatedRoute;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Many entities by their references, which have to be in canonical form. */
@Component(service = CatalogResource.class)
@Path("/entities/by-refs")
@Produces(JsonAnswers.JSON)
public final class EntityBatchResource implements CatalogResource {
  private final CatalogReader reader;

  /** Called by the framework. */
  @Activate
  public EntityBatchResource(@Reference CatalogReader reader) {
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** Returns the entities in the order asked for, null for each that is unknown or filtered out. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AuthenticatedRoute
  public Response byRefs(
      Map<String, Object> content, @Context UriInfo uri, @Context SecurityContext security) {
    QueryParameters parameters = QueryParameters.of(uri, Set.of("filter", "fields"));
    RequestBody body = RequestBody.of(content);
    body.require("entityRefs");
    List<String> refs = body.texts("entityRefs");
    QueryLimits limits = reader.limits();
    if (refs.size() > limits.maxRefs()) {
      throw PortalException.input(
          "Too many entityRefs: at most " + limits.maxRefs() + " are allowed");
    }
    List<String> fields = new ArrayList<>(body.texts("fields"));
    fields.addAll(parameters.all("fields"));
    FieldProjection projection = FieldProjection.of(fields, limits);
    EntityFilter filter =
        PredicateParser.parse(body.object("query"), limits)
            .and(PredicateParser.parse(FilterParser.parse(parameters.all("filter")), limits))
            .and(reader.permitted(Callers.of(security)));
    return JsonAnswers.items(find(refs, filter, reader.snapshot()), projection);
  }

  private static List<EntityHandle> find(
      List<String> refs, EntityFilter filter, Snapshot snapshot) {
    Matches matches = filter.equals(EntityFilter.ALL) ? null : filter.in(snapshot);
    List<EntityHandle> found = new ArrayList<>(refs.size());
    for (String ref : refs) {
      found.add(
          snapshot
              .byRef(ref)
              .filter(entity -> matches == null || matches.contains(entity))
              .orElse(null));
    }
    return found;
  }
}
