package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has sites built before somebody asks: when an entity with documentation appears or changes, when
 * an event says that sources have changed, and when a file of a local tree is not as it was.
 */
@Component(service = EventSubscriber.class, immediate = true)
public final class DocsWatch implements EventSubscriber {
  /** The topic of events by which others tell that the sources of an entity have changed. */
  static final String CHANGED = "techdocs.source.changed";

  private static final Logger LOG = LoggerFactory.getLogger(DocsWatch.class);
  private static final Duration START = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int BATCH = 500;
  private static final int FILES_PER_MILLISECOND = 50;

  private final EntityFeed feed;
  private final SiteBuilds builds;
  private final BuildQueue queue;
  private final KnownSources known;
  private final ConfigService config;
  private final TaskExecutor tasks;
  private final AutoCloseable waking;
  private final Set<EntityRef> local = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean following = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();
  private String position;

  /** Called by the framework. */
  @Activate
  public DocsWatch(
      @Reference EntityFeed feed,
      @Reference SiteBuilds builds,
      @Reference BuildQueue queue,
      @Reference KnownSources known,
      @Reference ConfigService config,
      @Reference TaskExecutor tasks) {
    this.feed = requireNonNull(feed, "feed is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.queue = requireNonNull(queue, "queue is null");
    this.known = requireNonNull(known, "known is null");
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    followIn(START);
    this.waking = feed.onChange(() -> followIn(SOON));
  }

  @Deactivate
  void stop() throws Exception {
    waking.close();
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
      queue.add(canonical(text));
    } catch (PortalException e) {
      LOG.info("An event {} names no entity: {}", CHANGED, e.getMessage());
    }
  }

  private void followIn(Duration pause) {
    if (following.compareAndSet(false, true)) {
      tasks.schedule("look for documentation", pause, this::follow);
    }
  }

  private Void follow() {
    following.set(false);
    try {
      step();
    } catch (PortalException e) {
      if (e.code() != ErrorCode.SERVICE_UNAVAILABLE) {
        throw e;
      }
      followIn(AGAIN);
    }
    look();
    return null;
  }

  private synchronized void step() {
    boolean more = true;
    while (more) {
      Optional<EntityChanges> next =
          position == null ? Optional.empty() : feed.after(position, BATCH);
      if (next.isEmpty()) {
        position = readAll();
      } else {
        next.get().changes().forEach(this::apply);
        position = next.get().position();
        more = next.get().more();
      }
    }
  }

  private String readAll() {
    Set<EntityRef> gone = known.refs();
    String reached =
        feed.readAll(
            entity -> {
              EntityRef ref = canonical(entity.ref().toString());
              gone.remove(ref);
              note(entity, known.has(ref) ? queue::add : queue::addSeen);
            });
    gone.forEach(this::forget);
    return reached;
  }

  private void apply(EntityChange change) {
    change
        .entity()
        .ifPresentOrElse(entity -> note(entity, queue::add), () -> forget(canonical(change.ref())));
  }

  private void note(Entity entity, Consumer<EntityRef> due) {
    EntityRef ref = canonical(entity.ref().toString());
    if (entity.annotation(DocsLocations.ANNOTATION).isEmpty()) {
      forget(ref);
      return;
    }
    if (!builds.builds(entity)) {
      return;
    }
    DocsLocations.Location location = location(entity);
    boolean changed = known.note(ref, String.valueOf(entity.metadata().get("etag")), location);
    if (location != null && location.isLocal()) {
      local.add(ref);
    } else {
      local.remove(ref);
    }
    if (changed && builds.isEager()) {
      due.accept(ref);
    }
  }

  private DocsLocations.Location location(Entity entity) {
    try {
      return builds.location(entity);
    } catch (PortalException e) {
      // who opens the documentation is told
      return null;
    }
  }

  /**
   * References are compared as they are written: an entity says Component, its removal component.
   */
  private static EntityRef canonical(String ref) {
    return EntityRef.parse(ref.toLowerCase(Locale.ROOT));
  }

  private void forget(EntityRef ref) {
    local.remove(ref);
    if (known.forget(ref)) {
      removeLater(ref);
    }
  }

  /** An entity that comes back in time keeps its site. */
  private void removeLater(EntityRef ref) {
    Duration pause =
        config.current().duration("techdocs.build.removeAfter").orElse(Duration.ofMinutes(1));
    tasks.schedule(
        "remove documentation",
        pause,
        () -> {
          if (!known.has(ref)) {
            builds.remove(ref);
          }
          return null;
        });
  }

  /** Looks at local files as often as it costs little, and not at all when there are none. */
  private void look() {
    Duration every =
        config.current().duration("techdocs.build.watchInterval").orElse(Duration.ofMillis(200));
    if (local.isEmpty() || every.isZero() || !looking.compareAndSet(false, true)) {
      return;
    }
    long files = local.stream().mapToLong(each -> builds.watched(each).size()).sum();
    Duration pause = every.plusMillis(files / FILES_PER_MILLISECOND);
    tasks.schedule("look at documentation", pause, this::lookNow);
  }

  private Void lookNow() {
    looking.set(false);
    for (EntityRef ref : local) {
      if (Stamps.changed(builds.watched(ref))) {
        queue.add(ref);
      }
    }
    look();
    return null;
  }
}
