package dev.callboard.catalog.rest.locations;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.ingest.Push;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.identity.IdentityService;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what happens at source hosts: reads what somebody pushed, and has registered locations
 * follow their files and repositories. An event is a hint that may come twice, late, out of order
 * or not at all: what is done follows from how the host is at that moment.
 */
@Component(service = EventSubscriber.class)
public final class SourceFollower implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFollower.class);

  private final Ingestion ingestion;
  private final ConfigService config;
  private final MovingLocations locations;

  /** Called by Declarative Services. */
  @Activate
  public SourceFollower(
      @Reference Ingestion ingestion,
      @Reference AuditService audit,
      @Reference ConfigService config,
      @Reference IdentityService identity) {
    this.ingestion = requireNonNull(ingestion, "ingestion is null");
    this.config = requireNonNull(config, "config is null");
    locations = new MovingLocations(ingestion, audit, config, identity.system("source-events"));
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindUrls")
  void bindUrls(UrlReader reader) {
    locations.use(reader);
  }

  void unbindUrls(UrlReader reader) {
    locations.unuse(reader);
  }

  @Override
  public Set<String> topics() {
    return Set.of(SourceEvent.PUSH, SourceEvent.REPOSITORY);
  }

  @Override
  public void onEvent(Event event) {
    SourceEvent source = SourceEvent.of(event);
    SourceEventSettings settings = SourceEventSettings.of(config.current());
    if (source.url().isEmpty()) {
      return;
    }
    try {
      locations.follow(source, settings);
    } catch (PortalException e) {
      // What follows is worth doing all the same.
      LOG.warn("Locations could not follow {}: {}", source.url(), e.getMessage());
    }
    if (settings.refresh()) {
      refresh(source);
    }
  }

  private void refresh(SourceEvent source) {
    if (source.action().equals("push")) {
      ingestion.pushed(
          new Push(
              source.url(),
              source.branch(),
              source.isDefault(),
              source.paths(),
              source.complete()));
      return;
    }
    ingestion.pushed(Push.unknown(source.url()));
    if (!source.from().isEmpty()) {
      ingestion.pushed(Push.unknown(source.from()));
    }
  }
}
