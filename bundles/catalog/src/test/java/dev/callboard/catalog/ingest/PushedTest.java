package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.integrations.api.SourcePlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push has read what it changed, and nothing else. */
class PushedTest {
  private static final String HOST = "http://127.0.0.1:7090/";
  private static final String SHOP = HOST + "acme/shop/blob/main/";

  @TempDir Path directory;
  private Bench bench;
  private final Map<String, String> files = new TreeMap<>();
  private final Set<String> reads = new TreeSet<>();
  private final Web web = new Web();

  /** Counts what is read. */
  private final class Web implements SourceReader {
    private final MemoryWeb memory = new MemoryWeb(files);

    @Override
    public List<Found> find(Target target) {
      if (target.target().contains("*")) {
        reads.add("find " + target.target());
      }
      return memory.find(target);
    }

    @Override
    public Content read(Found file, SourceRow previous, boolean thorough) {
      reads.add(file.address().replace(HOST, ""));
      return memory.read(file, previous, thorough);
    }

    @Override
    public String resolve(String target, Found file) {
      return memory.resolve(target, file);
    }

    @Override
    public Related files(Found file) {
      return memory.files(file);
    }
  }

  @BeforeEach
  void start() throws Exception {
    bench = new Bench(directory);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  /** {@code http://127.0.0.1:7090/owner/repo/blob/ref/path}. */
  private static Optional<SourcePlace> place(String url) {
    String[] parts = url.substring(HOST.length()).split("/", 5);
    return parts.length < 5
        ? Optional.empty()
        : Optional.of(new SourcePlace(parts[0] + "/" + parts[1], parts[3], parts[4]));
  }

  private static SourceChange push(String... paths) {
    return new SourceChange("acme/shop", "main", true, Set.of(paths), true);
  }

  private RootRun run(Root root, SourceChange... changes) {
    reads.clear();
    ReadScope scope =
        changes.length == 0
            ? ReadScope.ALL
            : new ChangeScope(
                List.of(changes), PushedTest::place, bench.store.refreshKeys(root.key()));
    return new RootRun(
        root,
        bench.processing,
        bench.limits,
        bench.store,
        type -> type.equals("url") ? web : null,
        new RootRun.Mode(true, true, scope));
  }

  private Root root(String target) {
    return OfflineIngestion.root("1", target, Optional.empty());
  }

  private Set<String> components() {
    Set<String> names = new TreeSet<>();
    for (String ref : bench.index.entities().keySet()) {
      if (ref.startsWith("component:default/")) {
        names.add(ref.substring("component:default/".length()));
      }
    }
    return names;
  }

  private static String location(String name, String... targets) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: %s}
    spec: {type: url, targets: [%s]}
    """
        .formatted(name, String.join(", ", targets));
  }

  @Test
  void onlyTheFileThatChangedIsRead() {
    files.put(SHOP + "all.yaml", location("all", SHOP + "a.yaml", SHOP + "b.yaml"));
    files.put(SHOP + "a.yaml", Bench.component("a", "x"));
    files.put(SHOP + "b.yaml", Bench.component("b", "x"));
    run(root(SHOP + "all.yaml")).run();
    assertEquals(Set.of("a", "b"), components());
    files.put(SHOP + "a.yaml", Bench.component("a2", "x"));
    run(root(SHOP + "all.yaml"), push("a.yaml", "README.md")).run();
    assertEquals(Set.of("acme/shop/blob/main/a.yaml"), reads);
    assertEquals(Set.of("a2", "b"), components());
  }

  @Test
  void aFileThatIsNamedNowIsReadAndOneThatIsNotGoes() {
    files.put(SHOP + "all.yaml", location("all", SHOP + "a.yaml", SHOP + "b.yaml"));
    files.put(SHOP + "a.yaml", Bench.component("a", "x"));
    files.put(SHOP + "b.yaml", Bench.component("b", "x"));
    files.put(HOST + "acme/other/blob/main/c.yaml", Bench.component("c", "x"));
    run(root(SHOP + "all.yaml")).run();
    files.put(
        SHOP + "all.yaml", location("all", SHOP + "b.yaml", HOST + "acme/other/blob/main/c.yaml"));
    run(root(SHOP + "all.yaml"), push("all.yaml")).run();
    assertEquals(Set.of("acme/shop/blob/main/all.yaml", "acme/other/blob/main/c.yaml"), reads);
    assertEquals(Set.of("b", "c"), components());
  }

  @Test
  void otherRepositoriesBranchesAndCommitsAreLeftAlone() {
    files.put(SHOP + "a.yaml", Bench.component("a", "x"));
    run(root(SHOP + "a.yaml")).run();
    for (SourceChange other :
        List.of(
            new SourceChange("acme/other", "main", true, Set.of("a.yaml"), false),
            new SourceChange("acme/shop", "develop", false, Set.of("a.yaml"), false))) {
      run(root(SHOP + "a.yaml"), other).run();
      assertEquals(Set.of(), reads);
    }
    assertEquals(Set.of("a"), components());
    run(root(SHOP + "a.yaml"), new SourceChange("acme/shop", "", true, Set.of(), false)).run();
    assertEquals(1, reads.size());
  }

  @Test
  void aPushThatDoesNotTellAllHasTheWholeRepositoryRead() {
    files.put(SHOP + "all.yaml", location("all", SHOP + "a.yaml"));
    files.put(SHOP + "a.yaml", Bench.component("a", "x"));
    run(root(SHOP + "all.yaml")).run();
    SourceChange cut = new SourceChange("acme/shop", "main", true, Set.of(), false);
    run(root(SHOP + "all.yaml"), cut).run();
    assertEquals(2, reads.size());
  }

  @Test
  void wildcardsAreLookedForInTheRepositoryThatWasPushedToOnly() {
    files.put(SHOP + "x/a.yaml", Bench.component("a", "x"));
    String glob = SHOP + "x/*";
    run(root(glob)).run();
    run(root(glob), new SourceChange("acme/other", "main", true, Set.of(), false)).run();
    assertEquals(Set.of(), reads);
    assertEquals(Set.of("a"), components());
    files.put(SHOP + "x/b.yaml", Bench.component("b", "x"));
    run(root(glob), push("x/b.yaml")).run();
    assertEquals(Set.of("find " + glob, "acme/shop/blob/main/x/b.yaml"), reads);
    assertEquals(Set.of("a", "b"), components());
  }

  @Test
  void whatWasReadTogetherWithAFileIsReadAgain() {
    files.put(
        SHOP + "api.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata: {name: api}
        spec: {type: openapi, lifecycle: x, owner: x, definition: {$text: ./text.txt}}
        """);
    files.put(SHOP + "text.txt", "one");
    run(root(SHOP + "api.yaml")).run();
    files.put(SHOP + "text.txt", "two");
    run(root(SHOP + "api.yaml"), push("text.txt")).run();
    assertTrue(
        bench.index.entities().get("api:default/api").toString().contains("two"),
        bench.index.entities().toString());
  }

  /** As discovery gives them: thousands of locations, each of which need not be there. */
  @Test
  void aPushReadsOneOfTheManyLocationsOfAProvider() {
    List<DeferredEntity> given = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String target = HOST + "acme/r" + i + "/blob/main/catalog-info.yaml";
      if (i % 2 == 0) {
        files.put(target, Bench.component("c" + i, "x"));
      }
      given.add(optional("l" + i, target));
    }
    Root root = ProviderConnection.root("hub", CatalogRules.of(new MapConfig(Map.of())));
    ProviderConnection all = new ProviderConnection(asked -> run(root), done -> {}, keys -> {});
    all.replaceAll(given);
    assertEquals(1_000, components().size());
    files.put(HOST + "acme/r7/blob/main/catalog-info.yaml", Bench.component("new", "x"));
    SourceChange change =
        new SourceChange("acme/r7", "main", true, Set.of("catalog-info.yaml"), true);
    run(root, change).providedAgain();
    assertEquals(Set.of("acme/r7/blob/main/catalog-info.yaml"), reads);
    assertEquals(1_001, components().size());
    assertEquals(Set.of("provider:hub"), bench.store.rootsBelow((HOST + "acme/R7").toUpperCase()));
    assertEquals(Set.of(), bench.store.rootsBelow(HOST + "acme/r_"));
  }

  private static DeferredEntity optional(String name, String target) {
    Map<String, Object> annotations =
        Map.of(
            "backstage.io/managed-by-location", "url:" + target,
            "backstage.io/managed-by-origin-location", "url:" + target);
    return DeferredEntity.of(
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Location",
                "metadata",
                Map.of("name", name, "annotations", annotations),
                "spec",
                Map.of("type", "url", "target", target, "presence", "optional"))),
        "hub");
  }

  @Test
  void F49_anyOrderAndNumberOfPushesEndsInWhatTheHostHas() {
    files.put(SHOP + "all.yaml", location("all", SHOP + "a.yaml", SHOP + "b.yaml"));
    files.put(SHOP + "a.yaml", Bench.component("a", "x"));
    files.put(SHOP + "b.yaml", Bench.component("b", "x"));
    Root root = root(SHOP + "all.yaml");
    run(root).run();
    // Three pushes; the events of them come late, the first one last, the second one never.
    files.put(SHOP + "a.yaml", Bench.component("a1", "x"));
    files.put(SHOP + "b.yaml", Bench.component("b1", "x"));
    files.put(SHOP + "a.yaml", Bench.component("a2", "x"));
    for (int twice = 0; twice < 2; twice++) {
      run(root, push("a.yaml")).run();
    }
    assertEquals(Set.of("a2", "b"), components());
    run(root).run();
    assertEquals(Set.of("a2", "b1"), components(), "the periodic refresh heals what was lost");
  }
}
