package dev.callboard.catalog.query;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityVisibility;
import dev.callboard.catalog.api.VisibleEntities;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Judges by the filters that lists of entities are made with, so that both give one answer. */
@Component(service = EntityVisibility.class)
public final class IndexedVisibility implements EntityVisibility {
  private final CatalogReader reader;

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
    return new Visible(this, reader.snapshot(), permitted);
  }

  /** Equal by the state of the catalog, not by the snapshot object. */
  private record Visible(Object index, Snapshot snapshot, EntityFilter permitted)
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
    public boolean contains(String ref) {
      return snapshot
          .byRef(ref)
          .filter(entity -> CatalogReader.visible(entity, permitted))
          .isPresent();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Visible that
          && index == that.index
          && snapshot.generation() == that.snapshot.generation()
          && permitted.equals(that.permitted);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(snapshot.generation()) + permitted.hashCode();
    }
  }
}
