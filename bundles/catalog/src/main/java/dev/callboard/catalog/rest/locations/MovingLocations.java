package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.ingest.IngestLimits;
import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.sql.Sql;
import dev.callboard.catalog.store.Location;
import dev.callboard.catalog.store.LocationTable;
import dev.callboard.catalog.store.MassDeletion;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has registered locations follow their files. Nothing is done that the host does not confirm: a
 * location goes when its file is really gone, and moves when the new file gives what the old one
 * gave. One that gave more entities than may go at once stays, for somebody to decide.
 */
final class MovingLocations {
  private static final Logger LOG = LoggerFactory.getLogger(MovingLocations.class);

  private final Ingestion ingestion;
  private final RegisteredLocations locations;
  private final ConfigService config;
  private final PortalPrincipal actor;
  private volatile UrlReader reader;

  MovingLocations(
      Ingestion ingestion, AuditService audit, ConfigService config, PortalPrincipal actor) {
    this.ingestion = ingestion;
    this.locations = new RegisteredLocations(ingestion, audit, Optional.of("source"));
    this.config = config;
    this.actor = actor;
  }

  void use(UrlReader urls) {
    reader = urls;
  }

  void unuse(UrlReader urls) {
    if (reader == urls) {
      reader = null;
    }
  }

  void follow(SourceEvent event, SourceEventSettings settings) {
    UrlReader urls = reader;
    boolean locked = config.current().bool("catalog.readonly").orElse(false);
    if (urls == null || locked || !(settings.unregister() || settings.move())) {
      return;
    }
    switch (event.action()) {
      case "push" -> pushed(event, settings, urls);
      case "deleted" -> {
        if (settings.unregister()) {
          below(event.url()).forEach(location -> unregister(location, urls));
        }
      }
      case "renamed" -> {
        if (settings.move()) {
          below(event.from()).forEach(location -> renamed(location, event, urls));
        }
      }
      default -> {
        // A repository that is there as before leaves its locations as they are.
      }
    }
  }

  private List<Location> below(String url) {
    String base = url.toLowerCase(Locale.ROOT);
    return ingestion.store().read(LocationTable::all).stream()
        .filter(location -> location.type().equals("url"))
        .filter(location -> isBelow(location.target().toLowerCase(Locale.ROOT), base))
        .toList();
  }

  private static boolean isBelow(String target, String base) {
    return target.startsWith(base + "/") || target.startsWith(base + ".git/");
  }

  private void pushed(SourceEvent event, SourceEventSettings settings, UrlReader urls) {
    if (event.removed().isEmpty()) {
      return;
    }
    for (Location location : below(event.url())) {
      Optional<SourcePlace> place = urls.place(location.target());
      if (place.isEmpty() || !isGone(place.get(), event) || isThere(location.target(), urls)) {
        continue;
      }
      Optional<String> target = successor(location, place.get(), event, urls);
      if (settings.move() && target.isPresent() && move(location, target.get())) {
        continue;
      }
      if (settings.unregister()) {
        unregister(location, urls);
      }
    }
  }

  private static boolean isGone(SourcePlace place, SourceEvent event) {
    return place
        .pathAt(event.branch(), event.isDefault())
        .filter(event.removed()::contains)
        .isPresent();
  }

  /** A file of the same name that the same push brought, when there is only one. */
  private static Optional<String> successor(
      Location location, SourcePlace place, SourceEvent event, UrlReader urls) {
    String name = name(place.path());
    List<String> same = event.changed().stream().filter(path -> name(path).equals(name)).toList();
    return same.size() == 1
        ? Optional.of(urls.resolve("/" + same.get(0), location.target()))
        : Optional.empty();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void renamed(Location location, SourceEvent event, UrlReader urls) {
    String target = event.url() + location.target().substring(event.from().length());
    if (isThere(target, urls)) {
      move(location, target);
    }
  }

  /** Returns whether the location was moved. */
  private boolean move(Location location, String target) {
    Set<String> before = entities(location);
    Set<String> after = new HashSet<>();
    try {
      ingestion.dryRun("url", target).forEach(entity -> after.add(ref(entity)));
    } catch (PortalException e) {
      LOG.warn("{} seems to have moved, but {}", location.target(), e.getMessage());
      return false;
    }
    if (before.stream().noneMatch(after::contains)) {
      return false;
    }
    if (locations.byTarget("url", target).isPresent()) {
      locations.remove(location.id(), actor);
    } else {
      locations.change(location.id(), new LocationInput("url", target), actor);
    }
    LOG.info("The location {} is {} now, as its file was moved", location.target(), target);
    return true;
  }

  private Set<String> entities(Location location) {
    Set<String> refs = new HashSet<>();
    String key = ingestion.rootKey(location);
    ingestion
        .store()
        .read(
            connection -> {
              Sql.query(
                  connection,
                  "SELECT DISTINCT child_ref FROM edges WHERE root_key = ?",
                  row -> refs.add(row.getString(1)),
                  key);
              return null;
            });
    return refs;
  }

  private static String ref(Map<String, Object> entity) {
    Map<?, ?> metadata = entity.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
    Object namespace = metadata.get("namespace");
    return (entity.get("kind")
            + ":"
            + (namespace == null ? "default" : namespace)
            + "/"
            + metadata.get("name"))
        .toLowerCase(Locale.ROOT);
  }

  private void unregister(Location location, UrlReader urls) {
    if (isThere(location.target(), urls)) {
      return;
    }
    MassDeletion limit = IngestLimits.of(config.current()).massDeletion();
    int entities =
        ingestion.store().sources(ingestion.rootKey(location)).values().stream()
            .filter(row -> !row.sourceKey().isEmpty())
            .mapToInt(SourceRow::entities)
            .sum();
    if (limit.enabled() && entities > limit.minimum()) {
      LOG.warn(
          "{} is gone from its host, but gave {} entities, more than catalog.massDeletion.minimum;"
              + " unregister it if they may go",
          location.target(),
          entities);
      return;
    }
    locations.remove(location.id(), actor);
    LOG.info("The location {} was unregistered, as its file is gone", location.target());
  }

  /** Only a host that says so makes a file gone: what cannot be told now is there. */
  private static boolean isThere(String target, UrlReader urls) {
    try {
      urls.read(target, ReadOptions.none().withAsOf(Instant.now()));
      return true;
    } catch (PortalException e) {
      return e.code() != ErrorCode.NOT_FOUND;
    }
  }
}
