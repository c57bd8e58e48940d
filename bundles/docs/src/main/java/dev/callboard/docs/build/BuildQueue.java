package dev.callboard.docs.build;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sites to build of which nobody waits for one. Of those that wait only the references are kept,
 * and as many are given to {@link SiteBuilds} as it builds side by side, so that thousands hold up
 * neither memory, nor threads, nor somebody who waits. Thread-safe; no method blocks.
 */
@Component(service = BuildQueue.class)
public final class BuildQueue {
  private static final Logger LOG = LoggerFactory.getLogger(BuildQueue.class);

  private final CatalogService catalog;
  private final SiteBuilds builds;
  private final TaskExecutor tasks;
  private final PortalPrincipal self;
  private final Set<EntityRef> changed = new LinkedHashSet<>();
  private final Set<EntityRef> seen = new LinkedHashSet<>();
  private int working;

  /** Called by the framework. */
  @Activate
  public BuildQueue(
      @Reference CatalogService catalog,
      @Reference SiteBuilds builds,
      @Reference TaskExecutor tasks,
      @Reference IdentityService identities) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.builds = requireNonNull(builds, "builds is null");
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.self = identities.system("techdocs");
  }

  /** Has the site of an entity built whose sources have changed, before all that was only seen. */
  public void add(EntityRef ref) {
    synchronized (changed) {
      if (working >= builds.sideBySide()) {
        changed.add(ref);
        return;
      }
      working++;
    }
    CompletableFuture<?> build = start(ref, true);
    if (build.isDone()) {
      workLater();
    } else {
      build.whenComplete((done, failure) -> work());
    }
  }

  /**
   * Has the site of an entity built that was there when the server started. One of a host is built
   * only if there is none yet: a catalog of thousands must not ask its hosts for all of it each
   * time the server starts, and who reads has it looked at.
   */
  public void addSeen(EntityRef ref) {
    synchronized (changed) {
      seen.add(ref);
      if (working >= builds.sideBySide()) {
        return;
      }
      working++;
    }
    workLater();
  }

  private void workLater() {
    tasks.submit(
        "build documentation",
        () -> {
          work();
          return null;
        });
  }

  private void work() {
    Optional<Supplier<CompletableFuture<?>>> next = next();
    while (next.isPresent()) {
      CompletableFuture<?> build = next.get().get();
      if (!build.isDone()) {
        build.whenComplete((done, failure) -> work());
        return;
      }
      next = next();
    }
  }

  private Optional<Supplier<CompletableFuture<?>>> next() {
    synchronized (changed) {
      if (!changed.isEmpty()) {
        EntityRef ref = take(changed);
        return Optional.of(() -> start(ref, true));
      }
      if (!seen.isEmpty()) {
        EntityRef ref = take(seen);
        return Optional.of(() -> start(ref, false));
      }
      working--;
      return Optional.empty();
    }
  }

  private static EntityRef take(Set<EntityRef> lane) {
    Iterator<EntityRef> first = lane.iterator();
    EntityRef ref = first.next();
    first.remove();
    return ref;
  }

  private CompletableFuture<?> start(EntityRef ref, boolean hasChanged) {
    try {
      Optional<Entity> entity = catalog.byRef(ref, self);
      if (entity.isPresent() && (hasChanged || isMissing(entity.get()))) {
        return builds.start(entity.get(), true).result();
      }
      return CompletableFuture.completedFuture(false);
    } catch (PortalException e) {
      LOG.info("The documentation of {} was not built: {}", ref, e.getMessage());
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean isMissing(Entity entity) {
    return builds.location(entity).isLocal() || !builds.isPublished(entity.ref());
  }
}
