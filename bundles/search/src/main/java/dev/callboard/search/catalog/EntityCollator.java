package dev.callboard.search.catalog;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.platform.permission.Permission;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.search.spi.DocumentSink;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings the entities of the catalog, and follows its changes. */
@Component(service = DocumentCollator.class)
public final class EntityCollator implements DocumentCollator {
  private static final int BATCH = 500;

  private final EntityFeed feed;

  /** Called by the framework. */
  @Activate
  public EntityCollator(@Reference EntityFeed feed) {
    this.feed = requireNonNull(feed, "feed is null");
  }

  @Override
  public String type() {
    return "software-catalog";
  }

  @Override
  public Optional<Permission> visibilityPermission() {
    return Optional.of(Permission.resource("catalog.entity.read", "read", "catalog-entity"));
  }

  @Override
  public Optional<String> readAll(DocumentSink sink) {
    return Optional.of(feed.readAll(entity -> sink.put(EntityDocument.of(entity))));
  }

  @Override
  public Optional<String> readChanges(String position, DocumentSink sink) {
    Optional<EntityChanges> next = feed.after(position, BATCH);
    next.ifPresent(changes -> changes.changes().forEach(change -> apply(change, sink)));
    return next.map(EntityChanges::position);
  }

  private static void apply(EntityChange change, DocumentSink sink) {
    change
        .entity()
        .ifPresentOrElse(
            entity -> sink.put(EntityDocument.of(entity)), () -> sink.remove(change.ref()));
  }

  @Override
  public Duration interval() {
    // The change log wakes; a wake that is lost comes with the next change.
    return Duration.ZERO;
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    return feed.onChange(wake);
  }
}
