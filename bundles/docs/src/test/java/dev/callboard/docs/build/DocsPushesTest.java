package dev.callboard.docs.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.docs.diagrams.DiagramDrawer;
import dev.callboard.docs.fakes.OneEntity;
import dev.callboard.docs.fakes.Threads;
import dev.callboard.docs.fakes.Trees;
import dev.callboard.docs.storage.LocalStorage;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.events.Event;
import dev.callboard.testing.MapConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class DocsPushesTest {
  private static final String SITE = "default/component/guide";
  private static final String REPOSITORY = "https://git.test/team/repo";

  @TempDir Path temp;
  private final Threads threads = new Threads(3);
  private final OneEntity catalog = new OneEntity();
  private Trees trees;
  private Sites sites;
  private DocsPushes pushes;

  @BeforeEach
  void start() throws Exception {
    trees = new Trees(temp.resolve("tree"));
    trees.file("mkdocs.yml", "site_name: The guide\n");
    trees.file("docs/index.md", "# Welcome\n\n--8<-- \"snippets/s.md\"\n");
    trees.file("snippets/s.md", "included");
    sites = new Sites(MapConfig::empty, new LocalStorage(() -> temp.resolve("sites")));
    BundleContext context = Trees.context(temp);
    SiteBuilds builds =
        new SiteBuilds(
            MapConfig::empty,
            threads,
            sites,
            trees,
            new DiagramDrawer(context, MapConfig::empty, threads),
            event -> {});
    catalog.is(
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Component",
                "metadata",
                Map.of(
                    "name",
                    "guide",
                    "annotations",
                    Map.of("backstage.io/techdocs-ref", "url:" + REPOSITORY + "/tree/main/svc/")),
                "spec",
                Map.of("type", "documentation"))));
    KnownSources known = new KnownSources();
    Entity guide = catalog.query(List.of(), 1, null).get(0);
    known.note(guide.ref(), "1", builds.location(guide));
    BuildQueue queue = new BuildQueue(catalog, builds, threads, catalog.identities());
    pushes = new DocsPushes(known, builds, queue, trees);
    builds.start(guide, true).result().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    threads.close();
  }

  private void push(String... paths) {
    pushes.onEvent(
        new Event(
            "source.push",
            Map.of(
                "url",
                REPOSITORY,
                "branch",
                "main",
                "defaultBranch",
                true,
                "changed",
                List.of(paths),
                "removed",
                List.of(),
                "complete",
                true)));
  }

  private String page() {
    return sites
        .file(SITE, "index.html")
        .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
        .orElse("");
  }

  private static void until(String what, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.onSpinWait();
    }
  }

  @Test
  void aPushBuildsTheSitesThatItTouchesAtOnce() throws Exception {
    trees.file("docs/index.md", "# Welcome\n\nchanged\n");
    long start = System.nanoTime();
    push("svc/docs/index.md");
    until("the changed page", () -> page().contains("changed"));
    System.out.println("visible after " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }

  @Test
  void whatASiteIsNotMadeOfBuildsNothing() throws Exception {
    int reads = trees.reads();
    push("svc/src/Main.java", "svc/README.md", "other/docs/index.md");
    assertEquals(reads, trees.reads());
    trees.file("snippets/s.md", "new words");
    push("svc/snippets/s.md");
    until("the snippet", () -> page().contains("new words"));
  }

  @Test
  void aPushDuringABuildIsBuiltAfterIt() throws Exception {
    CountDownLatch open = trees.hold();
    trees.file("docs/index.md", "# Welcome\n\nfirst\n");
    int reads = trees.reads();
    push("svc/docs/index.md");
    until("the first build", () -> trees.reads() > reads);
    trees.file("docs/index.md", "# Welcome\n\nsecond\n");
    push("svc/docs/index.md");
    push("svc/docs/index.md");
    open.countDown();
    until("the second change", () -> page().contains("second"));
    until("two builds", () -> trees.reads() == reads + 2);
    assertTrue(Files.exists(temp.resolve("sites")));
  }
}
