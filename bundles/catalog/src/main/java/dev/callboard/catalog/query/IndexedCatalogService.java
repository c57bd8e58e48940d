package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.Walk;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Reads the catalog from the index for other bundles. */
@Component(service = CatalogService.class)
public final class IndexedCatalogService implements CatalogService {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final JsonMapper json = JsonMapper.builder().build();
  private final LargeEntities large = new LargeEntities();
  private final CatalogReader reader;

  /** Comes later than reading, and may go. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile EntityRefresher refresher;

  /** Called by the framework. */
  @Activate
  public IndexedCatalogService(@Reference CatalogReader reader) {
    this.reader = requireNonNull(reader, "reader is null");
  }

  @Override
  public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(principal);
    return snapshot
        .byRef(ref.toString())
        .filter(entity -> CatalogReader.visible(entity, permitted))
        .map(this::entity);
  }

  @Override
  public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
    EntityFilter filter =
        PredicateParser.parse(FilterParser.parse(filters), reader.limits())
            .and(reader.permitted(principal));
    Walk walk = filter.in(reader.snapshot()).byUid(false, null);
    List<Entity> entities = new ArrayList<>();
    while (entities.size() < limit && walk.next()) {
      entities.add(entity(walk.entity()));
    }
    return entities;
  }

  @Override
  public void refresh(EntityRef ref) {
    EntityRefresher current = refresher;
    if (current == null) {
      throw PortalException.unavailable("The catalog does not read sources now, try again later");
    }
    current.refresh(ref);
  }

  private Entity entity(EntityHandle handle) {
    byte[] bytes = handle.json();
    Optional<Entity> known = large.find(bytes);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      return large.keep(bytes, json.readValue(bytes, OBJECT));
    } catch (IOException e) {
      throw new IllegalStateException("The indexed entity " + handle.ref() + " is not JSON", e);
    }
  }
}
