package dev.callboard.docs.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.diagrams.DiagramDrawer;
import dev.callboard.docs.fakes.OneEntity;
import dev.callboard.docs.fakes.Threads;
import dev.callboard.docs.fakes.Trees;
import dev.callboard.docs.storage.LocalStorage;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.MapConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog of many entities with documentation at a host. */
class DocsWatchTest {
  private static final int MANY = 300;

  @TempDir Path temp;
  private final Threads threads = new Threads(16);
  private final ManyEntities catalog = new ManyEntities();
  private Trees trees;
  private Sites sites;
  private SiteBuilds builds;
  private BuildQueue queue;
  private DocsWatch watch;

  @BeforeEach
  void makeBuilds() throws Exception {
    trees = new Trees(temp.resolve("tree"));
    trees.file("mkdocs.yml", "site_name: One of many\n");
    trees.file("docs/index.md", "# Welcome\n");
    sites = new Sites(MapConfig::empty, new LocalStorage(() -> temp.resolve("sites")));
    builds =
        new SiteBuilds(
            MapConfig::empty,
            threads,
            sites,
            trees,
            new DiagramDrawer(Trees.context(temp), MapConfig::empty, threads),
            event -> {});
    queue = new BuildQueue(catalog, builds, threads, new OneEntity().identities());
  }

  @AfterEach
  void stop() throws Exception {
    watch.stop();
    threads.close();
  }

  private void start() {
    watch = new DocsWatch(catalog, builds, queue, new KnownSources(), MapConfig::empty, threads);
  }

  private boolean isPublished(int number) {
    return sites.file("default/component/c" + number, Sites.METADATA).isPresent();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.onSpinWait();
    }
  }

  @Test
  void ofThoseThatWaitNoneIsReadAndWhatChangesIsBuiltFirst() {
    for (int i = 0; i < MANY; i++) {
      catalog.put(i, "1");
    }
    CountDownLatch open = trees.hold();
    start();
    until("all entities to be seen", () -> catalog.seen);
    until("as many builds as there is room for", () -> trees.reads() == builds.sideBySide());
    assertEquals(builds.sideBySide(), catalog.lookups.get(), "entities that were read");
    catalog.put(MANY - 1, "2");
    until("the change to be seen", () -> catalog.told() == 1);
    open.countDown();
    until("the changed one", () -> isPublished(MANY - 1));
    assertTrue(trees.reads() < MANY / 2, "built after " + trees.reads());
    until("all of them", () -> isPublished(MANY - 2));
  }

  @Test
  void whatIsPublishedIsNotAskedForAgainWhenTheServerStarts() throws Exception {
    catalog.put(1, "1");
    start();
    until("the site", () -> isPublished(1));
    watch.stop();
    int reads = trees.reads();
    catalog.put(2, "1");
    start();
    until("the site that is missing", () -> isPublished(2));
    assertEquals(reads + 1, trees.reads());
    catalog.put(1, "2");
    until("the one that has changed", () -> trees.reads() == reads + 2);
  }

  @Test
  void theSiteOfAnEntityThatIsGoneIsRemoved() {
    catalog.put(1, "1");
    watch =
        new DocsWatch(
            catalog,
            builds,
            queue,
            new KnownSources(),
            () ->
                new MapConfig(
                    Map.of(
                        "techdocs", Map.of("build", Map.of("removeAfter", Duration.ofMillis(10))))),
            threads);
    until("the site", () -> isPublished(1));
    catalog.remove(1);
    until("its end", () -> !isPublished(1));
  }

  /** Components whose documentation is at a host. */
  private static final class ManyEntities implements CatalogService, EntityFeed {
    private final Map<String, Entity> entities = new ConcurrentSkipListMap<>();
    private final List<EntityChange> log = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile int told;
    private volatile boolean seen;

    void put(int number, String etag) {
      Entity entity =
          Entity.of(
              Map.of(
                  "apiVersion",
                  "backstage.io/v1alpha1",
                  "kind",
                  "Component",
                  "metadata",
                  Map.of(
                      "name",
                      "c" + number,
                      "etag",
                      etag,
                      "annotations",
                      Map.of(DocsLocations.ANNOTATION, "url:https://git.test/team/r" + number)),
                  "spec",
                  Map.of("type", "documentation")));
      entities.put(entity.ref().toString(), entity);
      log.add(new EntityChange(entity.ref().toString(), Optional.of(entity)));
      wakes.forEach(Runnable::run);
    }

    void remove(int number) {
      String ref = "component:default/c" + number;
      entities.remove(ref);
      log.add(new EntityChange(ref, Optional.empty()));
      wakes.forEach(Runnable::run);
    }

    int told() {
      return told;
    }

    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      lookups.incrementAndGet();
      return Optional.ofNullable(entities.get(ref.toString()));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      throw new AssertionError("all entities at once");
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String readAll(Consumer<Entity> each) {
      String position = "" + log.size();
      entities.values().forEach(each);
      seen = true;
      return position;
    }

    @Override
    public Optional<EntityChanges> after(String position, int limit) {
      List<EntityChange> changes = log.subList(Integer.parseInt(position), log.size());
      told += changes.size();
      return Optional.of(new EntityChanges(changes, "" + log.size(), false));
    }

    @Override
    public AutoCloseable onChange(Runnable wake) {
      wakes.add(wake);
      return () -> wakes.remove(wake);
    }
  }
}
