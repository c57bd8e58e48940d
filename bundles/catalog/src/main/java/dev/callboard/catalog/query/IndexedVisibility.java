package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityVisibility;
import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Permission;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Judges by the filters that lists of entities are made with, so that both give one answer. */
@Component(service = EntityVisibility.class)
public final class IndexedVisibility implements EntityVisibility {
  private final CatalogReader reader;

  /** Another index may count its generations alike. */
  private final UUID index = UUID.randomUUID();

  /** Called by the framework. */
  @Activate
  public IndexedVisibility(@Reference CatalogReader reader) {
    this.reader = requireNonNull(reader, "reader is null");
  }

  @Override
  public VisibleEntities visible(String permission, String action, PortalPrincipal principal) {
    EntityFilter permitted =
        reader.permitted(
            principal, Permission.resource(permission, action, CatalogReader.RESOURCE_TYPE));
    return new Visible(index, reader.snapshot(), permitted);
  }

  /** The filter is small: it is what a policy answered with. */
  private record Key(UUID index, long generation, EntityFilter permitted) {}

  private record Visible(UUID index, Snapshot snapshot, EntityFilter permitted)
      implements VisibleEntities {
    @Override
    public boolean all() {
      return permitted.equals(EntityFilter.ALL);
    }

    @Override
    public boolean none() {
      return permitted.equals(EntityFilter.NONE);
    }

    @Override
    public Object key() {
      return new Key(index, snapshot.generation(), permitted);
    }

    @Override
    public boolean contains(String ref) {
      return snapshot
          .byRef(ref)
          .filter(entity -> CatalogReader.visible(entity, permitted))
          .isPresent();
    }
  }
}
