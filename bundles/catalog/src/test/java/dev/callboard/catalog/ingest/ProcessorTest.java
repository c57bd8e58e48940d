package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.ProcessingContext;
import dev.callboard.catalog.store.EntityErrors;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processors of plugins do to entities, and what they cannot do to the catalog. */
class ProcessorTest {
  private static final String A = "component:default/a";

  @TempDir Path directory;
  private Bench bench;
  private Plugin plugin;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench(directory);
    plugin = new Plugin(bench);
    bench.write("a.yaml", Bench.component("a", "x"));
  }

  @AfterEach
  void stop() throws Exception {
    plugin.close();
    bench.close();
  }

  private String status(String ref) {
    return String.valueOf(bench.index.at(ref, "status"));
  }

  private String errors() {
    return bench.store.read(EntityErrors::all).toString();
  }

  private static Entity owned(Entity entity, String owner) {
    Map<String, Object> spec = new LinkedHashMap<>(entity.spec());
    spec.put("owner", owner);
    Map<String, Object> json = new LinkedHashMap<>(entity.json());
    json.put("spec", spec);
    return Entity.of(json);
  }

  /** Adds its name to the owner. */
  private static final class Signing extends Plugin.Idle {
    private final String name;
    private final int priority;

    Signing(String name, int priority) {
      this.name = name;
      this.priority = priority;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int priority() {
      return priority;
    }

    @Override
    public Entity preProcess(Entity entity, ProcessingContext context) {
      return entity.kind().equals("Component")
          ? owned(entity, entity.spec().get("owner") + "-" + name)
          : entity;
    }
  }

  @Test
  void lowerPriorityRunsFirstAndTheConfigurationOverridesIt() {
    plugin.with(new Signing("late", 30)).with(new Signing("early", 10));
    bench.run("a.yaml");
    assertEquals("x-early-late", bench.index.at(A, "spec", "owner"));
    plugin.config = Map.of("catalog.processorOptions", Map.of("late", Map.of("priority", 5L)));
    plugin.use();
    bench.run("a.yaml");
    assertEquals("x-late-early", bench.index.at(A, "spec", "owner"));
    plugin.config = Map.of("catalog.processorOptions", Map.of("late", Map.of("disabled", true)));
    plugin.use();
    bench.write("a.yaml", Bench.component("a", "y"));
    bench.run("a.yaml");
    assertEquals("y-early", bench.index.at(A, "spec", "owner"));
  }

  @Test
  void whatAProcessorDidStaysWhenItGoesUntilTheEntityChanges() throws Exception {
    Signing processor = new Signing("p", 20);
    plugin.with(processor);
    bench.run("a.yaml");
    plugin.extensions.unbindProcessor(processor);
    plugin.use();
    bench.run("a.yaml");
    assertEquals("x-p", bench.index.at(A, "spec", "owner"));
    bench.write("a.yaml", Bench.component("a", "y"));
    bench.run("a.yaml");
    assertEquals("y", bench.index.at(A, "spec", "owner"));
    plugin.with(processor);
    bench.run("a.yaml");
    assertEquals("y-p", bench.index.at(A, "spec", "owner"));
  }

  @Test
  void emittedThingsArePartOfTheCatalog() {
    plugin.with(
        new Plugin.Idle() {
          @Override
          public Entity postProcess(Entity entity, ProcessingContext context) {
            if (entity.ref().toString().equals(A)) {
              context.emitEntity(owned(named(entity, "emitted"), "x"));
              context.emitRelation(
                  entity.ref(), "likes", EntityRef.parse("component:default/other"));
              context.emitRefreshKey("key");
              context.emitWarning("no description");
              context.emitLocation("file", "./more.yaml");
            }
            return entity;
          }
        });
    bench.write("more.yaml", Bench.component("more", "x"));
    Root root = bench.root("a.yaml");
    bench.run(root);
    assertEquals("x", bench.index.at("component:default/emitted", "spec", "owner"));
    assertEquals("x", bench.index.at("component:default/more", "spec", "owner"));
    assertTrue(bench.index.at(A, "relations").toString().contains("type=likes"));
    assertTrue(status(A).contains("level=warning"), status(A));
    assertTrue(status(A).contains("no description"), status(A));
    assertTrue(status(A).contains("line=1"), status(A));
    bench.audit.clear();
    bench.run(root);
    assertEquals(List.of(), bench.audit.lines());
    assertEquals(java.util.Set.of(root.key()), bench.store.forget(List.of("key")));
  }

  private static Entity named(Entity entity, String name) {
    Map<String, Object> json = new HashMap<>(entity.json());
    json.put("metadata", Map.of("name", name));
    return Entity.of(json);
  }

  @Test
  void kindThatOnlyAProcessorKnowsIsServed() {
    plugin.with(
        new Plugin.Idle() {
          @Override
          public boolean validateKind(Entity entity, ProcessingContext context) {
            if (entity.kind().equals("Team") && entity.spec().isEmpty()) {
              throw PortalException.input("a Team needs a spec");
            }
            return entity.kind().equals("Team");
          }
        });
    bench.write("t.yaml", Plugin.team("t", "{lead: someone}"));
    bench.write("empty.yaml", Plugin.team("empty", "{}"));
    bench.write("other.yaml", Plugin.team("o", "{}").replace("Team", "Crew"));
    bench.run(".");
    assertEquals("someone", bench.index.at("team:default/t", "spec", "lead"));
    assertFalse(bench.index.entities().containsKey("team:default/empty"));
    assertTrue(errors().contains("test: a Team needs a spec"), errors());
    assertTrue(errors().contains("No processor recognized the entity crew:default/o"), errors());
  }

  @Test
  void locationOfAForeignTypeIsReadByAProcessorAndKeepsItsEntitiesWhenThatFails() {
    List<String> read = new ArrayList<>();
    plugin.with(
        new Plugin.Idle() {
          @Override
          public boolean readLocation(String type, String target, ProcessingContext context) {
            if (!type.equals("shelf")) {
              return false;
            }
            read.add(context.location() + " from " + context.originLocation());
            if (read.size() > 1) {
              throw PortalException.unavailable("the shelf is away");
            }
            context.emitEntity(
                Entity.of(
                    Map.of(
                        "apiVersion",
                        "backstage.io/v1alpha1",
                        "kind",
                        "Component",
                        "metadata",
                        Map.of("name", "book"),
                        "spec",
                        Map.of("type", "b", "lifecycle", "l", "owner", "o"))));
            return true;
          }
        });
    bench.limits = new IngestLimits(8, 100, 100, 1 << 20, 10, java.util.Set.of("url", "shelf"));
    bench.write(
        "l.yaml", IngestionContract.location("l", "one").replace("spec:", "spec:\n  type: shelf"));
    Root root = bench.root("l.yaml");
    bench.run(root);
    String book = "component:default/book";
    assertEquals(
        "shelf:one",
        bench.index.at(book, "metadata", "annotations", "backstage.io/managed-by-location"));
    assertEquals(List.of("shelf:one from file:" + root.target()), read);
    bench.run(root);
    assertEquals("o", bench.index.at(book, "spec", "owner"));
    assertTrue(
        status("location:default/l").contains("the shelf is away"), status("location:default/l"));
    bench.limits = IngestLimits.DEFAULT;
    bench.run(root);
    assertTrue(status("location:default/l").contains("has the type shelf"));
  }

  @Test
  void cacheKeepsWhatAProcessorSetForThisEntity() throws Exception {
    List<Optional<Object>> found = new ArrayList<>();
    plugin.with(
        new Plugin.Idle() {
          @Override
          public Entity preProcess(Entity entity, ProcessingContext context) {
            if (entity.ref().toString().equals(A)) {
              found.add(context.cache().get("n"));
              context.cache().set("n", entity.spec().get("owner"));
            }
            return entity;
          }
        });
    bench.run("a.yaml");
    bench.write("a.yaml", Bench.component("a", "y"));
    bench.run("a.yaml");
    assertEquals(List.of(Optional.empty(), Optional.of("x")), found);
  }

  @Test
  void F26_processorThatThrowsOrLoopsGivesItsEntityAnErrorAndTheOthersGoOn() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    plugin.config = Map.of("catalog.processing.timeout", Duration.ofMillis(300));
    plugin.with(
        new Plugin.Idle() {
          @Override
          public Entity preProcess(Entity entity, ProcessingContext context) {
            if (entity.ref().name().equals("thrown")) {
              throw new IllegalStateException("boom");
            }
            if (entity.ref().name().equals("stuck")) {
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              interrupted.countDown();
              context.emitError("too late");
            }
            if (entity.ref().name().equals("many")) {
              for (int i = 0; i <= 10_000; i++) {
                context.emitRefreshKey("k" + i);
              }
            }
            return entity;
          }
        });
    for (String name : List.of("thrown", "stuck", "many", "z")) {
      bench.write(name + ".yaml", Bench.component(name, "x"));
    }
    bench.run(".");
    assertTrue(interrupted.await(10, java.util.concurrent.TimeUnit.SECONDS));
    assertEquals("x", bench.index.at(A, "spec", "owner"));
    assertEquals("x", bench.index.at("component:default/z", "spec", "owner"));
    assertFalse(bench.index.entities().containsKey("component:default/stuck"));
    assertTrue(errors().contains("Processor test threw an error; caused by boom"), errors());
    assertTrue(errors().contains("did not end within 300 ms"), errors());
    assertTrue(errors().contains("emitted more than 10000"), errors());
    assertFalse(errors().contains("too late"), errors());
  }

  @Test
  void F26_processorThatFailedIsNotCalledAgainAtEachTurn() {
    int[] calls = {0};
    plugin.with(
        new Plugin.Idle() {
          @Override
          public Entity postProcess(Entity entity, ProcessingContext context) {
            if (entity.ref().toString().equals(A) && calls[0]++ >= 0) {
              throw new IllegalStateException("the service is away");
            }
            return entity;
          }
        });
    Root root = bench.root("a.yaml");
    bench.run(root);
    bench.run(root);
    assertEquals(1, calls[0]);
    var row = bench.store.sources(root.key()).get("file:" + bench.directory.resolve("a.yaml"));
    assertEquals(Freshness.RETRY, row.state());
    Generation now = Generation.parse(row.generation());
    assertTrue(new Freshness(now, true, row.readAt() + 59_999).holds(row, row.parentRef()));
    assertFalse(new Freshness(now, true, row.readAt() + 60_000).holds(row, row.parentRef()));
  }

  @Test
  void entityThatAProcessorBreaksKeepsItsLastGoodForm() throws Exception {
    bench.run("a.yaml");
    plugin.with(
        new Plugin.Idle() {
          @Override
          public Entity postProcess(Entity entity, ProcessingContext context) {
            return entity.ref().toString().equals(A) ? named(entity, "b") : entity;
          }
        });
    bench.run("a.yaml");
    assertEquals("x", bench.index.at(A, "spec", "owner"));
    assertTrue(status(A).contains("changed kind, namespace or name"), status(A));
    assertNull(bench.index.at("component:default/b", "kind"));
  }
}
