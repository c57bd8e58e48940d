package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.EntityProviderConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers give, and what its Location entities lead to. */
class ProviderTest {
  private static final String BASE = "http://127.0.0.1:7090/";

  @TempDir Path directory;
  private Bench bench;
  private final Map<String, String> files = new TreeMap<>();
  private final List<RootRun.Outcome> outcomes = new ArrayList<>();
  private ProviderConnection connection;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench(directory);
    connection = connection("people");
  }

  private ProviderConnection connection(String name) {
    MemoryWeb web = new MemoryWeb(files);
    Root root = ProviderConnection.root(name, CatalogRules.of(new MapConfig(Map.of())));
    return new ProviderConnection(
        asked ->
            new RootRun(
                root,
                bench.processing,
                bench.limits,
                bench.store,
                type -> type.equals("url") ? web : null,
                new RootRun.Mode(false, true)),
        outcomes::add,
        keys -> {});
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private static DeferredEntity entity(String kind, String name, Map<String, Object> spec) {
    return DeferredEntity.of(
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                kind,
                "metadata",
                Map.of(
                    "name",
                    name,
                    "annotations",
                    Map.of(
                        "backstage.io/managed-by-location",
                        "url:" + BASE + "org",
                        "backstage.io/managed-by-origin-location",
                        "url:" + BASE + "org")),
                "spec",
                spec)),
        "people");
  }

  private static DeferredEntity component(String name) {
    return entity(
        "Component", name, Map.of("type", "service", "lifecycle", "production", "owner", "x"));
  }

  private static DeferredEntity location(String name, String... targets) {
    return entity("Location", name, Map.of("type", "url", "targets", List.of(targets)));
  }

  private Set<String> served() {
    return Set.copyOf(bench.index.entities().keySet());
  }

  @Test
  void replaceAllRemovesWhatIsNotGiven() {
    connection.replaceAll(List.of(component("a"), component("b")));
    connection.replaceAll(List.of(component("b")));
    assertEquals(Set.of("component:default/b"), served());
  }

  @Test
  void sameEntitiesAgainWriteNothing() {
    connection.replaceAll(List.of(component("a")));
    bench.audit.clear();
    connection.replaceAll(List.of(component("a")));
    assertEquals(List.of(), bench.audit.lines());
    assertEquals(0, outcomes.get(1).created() + outcomes.get(1).updated());
  }

  @Test
  void deltaAddsAndRemovesAndLeavesTheRest() {
    connection.replaceAll(List.of(component("a"), component("b")));
    connection.applyDelta(
        List.of(component("c")), List.of("component:default/a", "component:default/unknown"));
    assertEquals(Set.of("component:default/b", "component:default/c"), served());
  }

  @Test
  void removingALocationRemovesWhatItLedTo() {
    files.put(BASE + "a.yaml", Bench.component("a", "x"));
    files.put(BASE + "l.yaml", IngestionContract.location("nested", BASE + "b.yaml"));
    files.put(BASE + "b.yaml", Bench.component("b", "x"));
    files.put(BASE + "c.yaml", Bench.component("c", "x"));
    connection.replaceAll(
        List.of(
            location("one", BASE + "a.yaml", BASE + "l.yaml"), location("two", BASE + "c.yaml")));
    assertTrue(served().contains("component:default/b"), served() + "");
    connection.applyDelta(List.of(), List.of("location:default/one"));
    assertEquals(Set.of("location:default/two", "component:default/c"), served());
    assertEquals(
        Set.of("entity:location:default/two", "url:" + BASE + "c.yaml"),
        bench.store.sources("provider:people").keySet());
  }

  @Test
  void locationThatNamesLessRemovesTheRest() {
    files.put(BASE + "a.yaml", Bench.component("a", "x"));
    files.put(BASE + "b.yaml", Bench.component("b", "x"));
    connection.replaceAll(List.of(location("one", BASE + "a.yaml", BASE + "b.yaml")));
    connection.applyDelta(List.of(location("one", BASE + "b.yaml")), List.of());
    assertEquals(Set.of("location:default/one", "component:default/b"), served());
  }

  @Test
  void filesOfALocationAreReadAgainWithoutTheProvider() {
    files.put(BASE + "a.yaml", Bench.component("a", "x"));
    connection.replaceAll(List.of(location("one", "./a.yaml"), component("b")));
    files.put(BASE + "a.yaml", Bench.component("a", "changed"));
    connection.again(new RootQueue.Asked(null, null));
    assertEquals("changed", bench.index.at("component:default/a", "spec", "owner"));
    assertTrue(served().contains("component:default/b"));
  }

  @Test
  void B17_rulesHoldForProvidersToo() {
    connection.replaceAll(
        List.of(entity("Group", "g", Map.of("type", "team", "children", List.of()))));
    assertFalse(served().contains("group:default/g"));
  }

  @Test
  void S15_localFilesAreNotReadForAProvider() throws Exception {
    Path file = bench.write("a.yaml", Bench.component("a", "x"));
    connection.replaceAll(
        List.of(
            entity("Location", "l", Map.of("type", "file", "targets", List.of(file.toString())))));
    assertEquals(Set.of("location:default/l"), served());
  }

  @Test
  void closedConnectionRefusesChanges() {
    connection.close();
    assertThrows(IllegalStateException.class, () -> connection.replaceAll(List.of()));
  }

  @Test
  void providerIsConnectedOnceAndOnlyWhenTheCatalogIsLoaded() {
    List<EntityProviderConnection> connected = new ArrayList<>();
    EntityProvider provider =
        new EntityProvider() {
          @Override
          public String name() {
            return "people";
          }

          @Override
          public void connect(EntityProviderConnection given) {
            connected.add(given);
          }
        };
    Providers providers = new Providers(name -> connection, Runnable::run);
    providers.add(provider);
    assertEquals(List.of(), connected);
    providers.open();
    providers.open();
    assertEquals(List.of(connection), connected);
  }

  private static DeferredEntity owned(String provider, String owner) {
    Map<String, Object> spec = Map.of("type", "service", "lifecycle", "production", "owner", owner);
    return DeferredEntity.of(
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Component",
                "metadata",
                Map.of("name", "a"),
                "spec",
                spec)),
        provider);
  }

  private long changes() {
    return bench.store.read(ChangeTable::last);
  }

  @Test
  void F27_twoProvidersThatFightOverAnEntityAreOneConflictAndAtMostOneWritePerRun() {
    ProviderConnection machines = connection("machines");
    connection.replaceAll(List.of(owned("people", "o0")));
    int conflicts = 0;
    for (int run = 1; run <= 10; run++) {
      long before = changes();
      bench.audit.clear();
      machines.replaceAll(List.of(owned("machines", "m" + run)));
      assertEquals(before, changes(), "the one that has lost writes nothing");
      // half of the time the owner has something new
      connection.replaceAll(List.of(owned("people", "o" + run / 2)));
      assertTrue(changes() - before <= 1, "run " + run + ": " + bench.audit.lines());
      assertEquals("o" + run / 2, bench.index.at("component:default/a", "spec", "owner"));
      conflicts += (int) bench.audit.lines().stream().filter(l -> l.contains("conflict")).count();
    }
    assertEquals(1, conflicts, "a conflict is told once");
    assertEquals(1, bench.store.conflicts().size());
    assertEquals("people", bench.store.conflicts().get(0).winnerKey());
  }

  @Test
  void F27_whoHasLostGetsTheEntityWhenTheOtherGivesItUp() {
    ProviderConnection machines = connection("machines");
    connection.replaceAll(List.of(owned("people", "o")));
    machines.replaceAll(List.of(owned("machines", "m")));
    connection.replaceAll(List.of());
    machines.replaceAll(List.of(owned("machines", "m")));
    assertEquals("m", bench.index.at("component:default/a", "spec", "owner"));
    assertEquals(List.of(), bench.store.conflicts());
  }
}
