package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.OutboxListener;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has sites built before somebody asks: when an entity with documentation appears or changes, when
 * an event says that sources have changed, and when a file of a local tree is not as it was.
 */
@Component(
    service = {OutboxListener.class, EventSubscriber.class},
    immediate = true)
public final class DocsWatch implements OutboxListener, EventSubscriber {
  /** The topic of events by which others tell that the sources of an entity have changed. */
  static final String CHANGED = "techdocs.source.changed";

  private static final Logger LOG = LoggerFactory.getLogger(DocsWatch.class);
  private static final List<String> FILTER =
      List.of("metadata.annotations." + DocsLocations.ANNOTATION);
  private static final Duration START = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int ENTITIES = 100_000;
  private static final int FILES_PER_MILLISECOND = 50;

  private final CatalogService catalog;
  private final SiteBuilds builds;
  private final ConfigService config;
  private final TaskExecutor tasks;
  private final PortalPrincipal self;
  private final Map<EntityRef, String> known = new ConcurrentHashMap<>();
  private final Map<EntityRef, Entity> local = new ConcurrentHashMap<>();
  private final AtomicBoolean scanning = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** Called by the framework. */
  @Activate
  public DocsWatch(
      @Reference CatalogService catalog,
      @Reference SiteBuilds builds,
      @Reference ConfigService config,
      @Reference TaskExecutor tasks,
      @Reference IdentityService identities) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.self = identities.system("techdocs");
    scanning.set(true);
    tasks.schedule("look for documentation", START, this::scan);
  }

  @Override
  public void committed(String database) {
    if (database.equals("catalog") && scanning.compareAndSet(false, true)) {
      tasks.schedule("look for documentation", SOON, this::scan);
    }
  }

  @Override
  public Set<String> topics() {
    return Set.of(CHANGED);
  }

  @Override
  public void onEvent(Event event) {
    if (!(event.payload().get("entityRef") instanceof String text)) {
      return;
    }
    try {
      Optional<Entity> entity = catalog.byRef(EntityRef.parse(text), self);
      entity.ifPresent(found -> builds.start(found, true));
    } catch (PortalException e) {
      LOG.info("An event {} names no entity: {}", CHANGED, e.getMessage());
    }
  }

  private Void scan() {
    scanning.set(false);
    boolean eager = builds.isEager();
    List<Entity> entities = catalog.query(FILTER, ENTITIES, self);
    Set<EntityRef> now = entities.stream().map(Entity::ref).collect(Collectors.toSet());
    // a list that was cut off says nothing of what is gone
    List<EntityRef> gone =
        entities.size() < ENTITIES
            ? known.keySet().stream().filter(ref -> !now.contains(ref)).toList()
            : List.of();
    gone.forEach(known::remove);
    gone.forEach(this::removeLater);
    local.keySet().retainAll(known.keySet());
    for (Entity entity : entities) {
      if (!builds.builds(entity)) {
        continue;
      }
      String state = String.valueOf(entity.metadata().get("etag")) + location(entity);
      boolean changed = !state.equals(known.put(entity.ref(), state));
      if (changed && eager) {
        builds.start(entity, true);
      }
    }
    look();
    return null;
  }

  /** An entity that comes back in time keeps its site. */
  private void removeLater(EntityRef ref) {
    Duration pause =
        config.current().duration("techdocs.build.removeAfter").orElse(Duration.ofMinutes(1));
    tasks.schedule(
        "remove documentation",
        pause,
        () -> {
          if (!known.containsKey(ref)) {
            builds.remove(ref);
          }
          return null;
        });
  }

  private String location(Entity entity) {
    try {
      DocsLocations.Location location = builds.location(entity);
      if (location.isLocal()) {
        local.put(entity.ref(), entity);
      } else {
        local.remove(entity.ref());
      }
      return location.toString();
    } catch (PortalException e) {
      local.remove(entity.ref());
      return "";
    }
  }

  /** Looks at local files as often as it costs little, and not at all when there are none. */
  private void look() {
    Duration every =
        config.current().duration("techdocs.build.watchInterval").orElse(Duration.ofMillis(200));
    if (local.isEmpty() || every.isZero() || !looking.compareAndSet(false, true)) {
      return;
    }
    long files = local.values().stream().mapToLong(each -> builds.watched(each).size()).sum();
    Duration pause = every.plusMillis(files / FILES_PER_MILLISECOND);
    tasks.schedule("look at documentation", pause, this::lookNow);
  }

  private Void lookNow() {
    looking.set(false);
    for (Entity entity : local.values()) {
      if (Stamps.changed(builds.watched(entity))) {
        builds.start(entity, true);
      }
    }
    look();
    return null;
  }
}
