package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Builds the sites whose sources somebody has pushed, at once. */
@Component(service = EventSubscriber.class)
public final class DocsPushes implements EventSubscriber {
  private static final List<String> FILTER =
      List.of("metadata.annotations." + DocsLocations.ANNOTATION);
  private static final int ENTITIES = 100_000;

  private final CatalogService catalog;
  private final SiteBuilds builds;
  private final PortalPrincipal self;

  /** Called by the framework. */
  @Activate
  public DocsPushes(
      @Reference CatalogService catalog,
      @Reference SiteBuilds builds,
      @Reference IdentityService identities) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.self = identities.system("techdocs");
  }

  @Override
  public Set<String> topics() {
    return Set.of(PushedFiles.TOPIC);
  }

  @Override
  public void onEvent(Event event) {
    Optional<PushedFiles> pushed = PushedFiles.of(event.payload());
    if (pushed.isPresent() && builds.isEager()) {
      for (Entity entity : catalog.query(FILTER, ENTITIES, self)) {
        if (isTouched(entity, pushed.get())) {
          builds.start(entity, true);
        }
      }
    }
  }

  private boolean isTouched(Entity entity, PushedFiles pushed) {
    try {
      DocsLocations.Location location = builds.location(entity);
      return !location.isLocal()
          && pushed
              .below(location.target())
              .filter(paths -> builds.concerns(entity, paths))
              .isPresent();
    } catch (PortalException e) {
      // who opens its documentation is told
      return false;
    }
  }
}
