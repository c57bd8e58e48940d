package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.api.DocsBuildStrategy;
import dev.callboard.docs.build.DocsLocations.Location;
import dev.callboard.docs.diagrams.DiagramDrawer;
import dev.callboard.docs.storage.Sites;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.api.WorkTrees;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds sites, one build at a time for each, some of them side by side. Thread-safe. */
@Component(service = SiteBuilds.class)
public final class SiteBuilds {
  /** The topic of the event that tells of a new version of a site. */
  public static final String PUBLISHED = "techdocs.published";

  private static final Logger LOG = LoggerFactory.getLogger(SiteBuilds.class);

  private final ConfigService config;
  private final TaskExecutor tasks;
  private final Sites sites;
  private final DocsLocations locations;
  private final SiteBuild build;
  private final Semaphore places;
  private final Map<String, RunningBuild> running = new ConcurrentHashMap<>();
  private final Map<String, Entity> again = new ConcurrentHashMap<>();
  private final Map<String, Instant> checked = new ConcurrentHashMap<>();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile DocsBuildStrategy strategy;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile WorkTrees workTrees;

  /** Called by the framework. */
  @Activate
  public SiteBuilds(
      @Reference ConfigService config,
      @Reference TaskExecutor tasks,
      @Reference Sites sites,
      @Reference UrlReader reader,
      @Reference DiagramDrawer diagrams,
      @Reference EventService events) {
    this.config = requireNonNull(config, "config is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.sites = requireNonNull(sites, "sites is null");
    this.locations = new DocsLocations(reader);
    this.build =
        new SiteBuild(
            config, tasks, sites, new SiteSources(reader, () -> workTrees), diagrams, events);
    this.places = new Semaphore(sideBySide());
  }

  private BuildSettings settings() {
    return BuildSettings.from(config.current());
  }

  /** Returns whether sites are built before somebody asks for them. */
  public boolean isEager() {
    return settings().eager();
  }

  /** Returns whether this server builds the site of an entity. */
  public boolean builds(Entity entity) {
    DocsBuildStrategy decides = strategy;
    return decides == null ? settings().local() : decides.builds(entity);
  }

  /** Returns where the sources of an entity's documentation are. */
  public Location location(Entity entity) {
    return locations.of(entity);
  }

  /** Returns the files of this machine that the site of an entity was made of. */
  public Map<String, String> watched(EntityRef ref) {
    return build.watched(sites.name(ref));
  }

  /** Returns whether an entity has a site to be read. */
  public boolean isPublished(EntityRef ref) {
    return sites.file(sites.name(ref), Sites.METADATA).isPresent();
  }

  /** Returns how many sites are built side by side. */
  public int sideBySide() {
    return Math.max(1, settings().concurrency());
  }

  /** Returns whether the site of an entity may be made of one of the paths of its tree. */
  public boolean concerns(EntityRef ref, List<String> paths) {
    return build.concerns(sites.name(ref), paths);
  }

  /**
   * Builds the site of an entity, or joins the build that is under way. Does not block.
   *
   * @param entity as the catalog has it
   * @param changed whether its sources are known to have changed; else a tree that was looked at a
   *     moment ago counts as it was
   */
  public RunningBuild start(Entity entity, boolean changed) {
    String site = sites.name(entity.ref());
    if (!builds(entity)) {
      return RunningBuild.nothing();
    }
    Location location;
    try {
      location = location(entity);
    } catch (PortalException e) {
      return failed(entity, e);
    }
    Instant last = checked.get(site);
    boolean recent =
        last != null
            && !location.isLocal()
            && last.plus(settings().recheck()).isAfter(Instant.now());
    if (recent && !changed && !running.containsKey(site)) {
      return RunningBuild.nothing();
    }
    Instant asOf = changed ? Instant.now() : null;
    SiteBuild.Order order = new SiteBuild.Order(entity, site, location, asOf);
    RunningBuild joined = running.get(site);
    if (changed && joined != null) {
      // it may have read the sources before they changed
      again.put(site, entity);
      if (running.get(site) == joined) {
        return joined;
      }
      again.remove(site);
    }
    return running.computeIfAbsent(site, key -> submit(order));
  }

  /**
   * Removes the site of an entity that is gone, after the build that may be under way. Does not
   * block.
   */
  public void remove(EntityRef ref) {
    String site = sites.name(ref);
    RunningBuild last = running.get(site);
    CompletableFuture<?> end =
        last == null ? CompletableFuture.completedFuture(null) : last.result();
    end.whenComplete(
        (done, failure) ->
            tasks.submit(
                "remove documentation of " + site,
                () -> {
                  removeNow(site);
                  return null;
                }));
  }

  private void removeNow(String site) {
    try {
      sites.storage().remove(site);
      build.removeVersions(site);
      build.forget(site);
      checked.remove(site);
      LOG.info("The documentation of {} was removed with its entity", site);
    } catch (IOException | PortalException e) {
      LOG.warn("The documentation of {} was not removed: {}", site, e.getMessage());
    }
  }

  private RunningBuild submit(SiteBuild.Order order) {
    Entity entity = order.entity();
    String site = order.site();
    BuildLog log = new BuildLog();
    RunningBuild started =
        new RunningBuild(
            log,
            tasks.submit(
                "documentation of " + site,
                () -> {
                  places.acquire();
                  try {
                    return build.run(order, log, settings());
                  } catch (PortalException e) {
                    tell(entity, log, e);
                    throw e;
                  } finally {
                    places.release();
                    checked.put(site, Instant.now());
                    running.remove(site);
                    Entity next = again.remove(site);
                    if (next != null) {
                      start(next, true);
                    }
                  }
                }));
    return started;
  }

  private static RunningBuild failed(Entity entity, PortalException e) {
    BuildLog log = new BuildLog();
    tell(entity, log, e);
    return new RunningBuild(log, CompletableFuture.failedFuture(e));
  }

  private static void tell(Entity entity, BuildLog log, PortalException e) {
    log.add(
        "error: Failed to build the docs page for entity " + entity.ref() + ": " + e.getMessage());
    LOG.info("The documentation of {} was not built: {}", entity.ref(), e.getMessage());
  }
}
