package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.store.Changes;
import dev.callboard.catalog.store.HeldDeletions;
import dev.callboard.catalog.store.MassDeletion;
import dev.callboard.catalog.store.PendingDeletion;
import dev.callboard.catalog.store.PendingTable;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a catalog when a source suddenly lists much less, on each database. */
abstract class MassDeletionContract {
  private static final String BASE = "http://127.0.0.1:7090/";
  private static final String ALL = BASE + "all.yaml";

  @TempDir Path directory;
  private final Map<String, String> files = new TreeMap<>();
  private final List<RootRun.Outcome> outcomes = new ArrayList<>();
  private Bench bench;

  abstract Bench open(Path directory) throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open(directory);
    limit(10, 20, 0);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private void limit(int minimum, int percent, int confirmations) {
    bench.limits =
        new IngestLimits(
            8,
            100,
            100,
            1 << 20,
            7,
            Set.of("url"),
            new MassDeletion(true, minimum, percent, confirmations));
  }

  private RootRun run(Root root) {
    MemoryWeb web = new MemoryWeb(files);
    return new RootRun(
        root,
        bench.processing,
        bench.limits,
        bench.store,
        type -> type.equals("url") ? web : null,
        new RootRun.Mode(false, true));
  }

  private RootRun.Outcome read(String target) {
    return run(OfflineIngestion.root(target, target, Optional.empty())).run();
  }

  private ProviderConnection provider(String name) {
    Root root = ProviderConnection.root(name, CatalogRules.of(new MapConfig(Map.of())));
    return new ProviderConnection(asked -> run(root), outcomes::add, keys -> {});
  }

  private static String components(String prefix, int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, to)
        .forEach(i -> text.append("---\n").append(Bench.component(prefix + i, "x")));
    return text.toString();
  }

  private static List<DeferredEntity> provided(String prefix, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> entity(prefix + i)).toList();
  }

  private static DeferredEntity entity(String name) {
    Map<String, Object> metadata =
        Map.of(
            "name",
            name,
            "annotations",
            Map.of(
                "backstage.io/managed-by-location", "url:" + BASE + "org",
                "backstage.io/managed-by-origin-location", "url:" + BASE + "org"));
    return DeferredEntity.of(
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Component",
                "metadata",
                metadata,
                "spec",
                Map.of("type", "service", "lifecycle", "production", "owner", "x"))),
        "p");
  }

  private long served(String prefix) {
    return bench.index.entities().keySet().stream()
        .filter(ref -> ref.startsWith("component:default/" + prefix))
        .count();
  }

  private List<PendingDeletion> pending() {
    return bench.store.read(PendingTable::all);
  }

  private Changes approve(String id) {
    return new HeldDeletions(bench.store).approve(id, new Cause(new SystemPrincipal(), Map.of()));
  }

  private PendingDeletion reject(String id) {
    return new HeldDeletions(bench.store).reject(id, new Cause(new SystemPrincipal(), Map.of()));
  }

  private List<String> audited() {
    return bench.audit.lines().stream()
        .filter(line -> line.startsWith("provider-mass-delete"))
        .map(line -> line.split(" ")[0].substring("provider-mass-delete-".length()))
        .toList();
  }

  /** Each limit is tested one below, at, and one above it. */
  @Test
  void F22_moreThanTheMinimumIsHeldAndTheMinimumIsNot() {
    for (int deleted = 9; deleted <= 11; deleted++) {
      String prefix = "n" + deleted + "-";
      ProviderConnection connection = provider(prefix);
      connection.replaceAll(provided(prefix, 0, 20));
      connection.replaceAll(provided(prefix, deleted, 20));
      assertEquals(deleted > 10 ? 20 : 20 - deleted, served(prefix), "deleted " + deleted);
    }
  }

  @Test
  void F22_moreThanThePartIsHeldAndThePartIsNot() {
    for (int deleted = 19; deleted <= 21; deleted++) {
      String prefix = "n" + deleted + "-";
      ProviderConnection connection = provider(prefix);
      connection.replaceAll(provided(prefix, 0, 100));
      connection.replaceAll(provided(prefix, deleted, 100));
      assertEquals(deleted > 20 ? 100 : 100 - deleted, served(prefix), "deleted " + deleted);
    }
  }

  @Test
  void F22_limitsAreThoseOfTheConfiguration() {
    assertEquals(new MassDeletion(true, 100, 20, 0), MassDeletion.of(new MapConfig(Map.of())));
    assertEquals(
        new MassDeletion(false, 5, 50, 3),
        MassDeletion.of(
            new MapConfig(
                Map.of(
                    "catalog.massDeletion.enabled", false,
                    "catalog.massDeletion.minimum", 5L,
                    "catalog.massDeletion.percent", 50L,
                    "catalog.massDeletion.confirmations", 3L))));
    assertTrue(MassDeletion.DEFAULT.holds(101, 500));
    assertFalse(MassDeletion.DEFAULT.holds(100, 100));
    assertFalse(MassDeletion.DEFAULT.holds(200, 1_000));
    assertTrue(MassDeletion.DEFAULT.holds(201, 1_000));
    assertFalse(MassDeletion.UNGUARDED.holds(1_000_000, 1_000_000));
  }

  @Test
  void F22_emptyListOfAProviderDeletesNothingAndIsToldOnce() {
    ProviderConnection connection = provider("p");
    connection.replaceAll(provided("a", 0, 30));
    connection.replaceAll(List.of());
    connection.replaceAll(List.of());
    assertEquals(30, served("a"));
    assertEquals(1, pending().size());
    PendingDeletion held = pending().get(0);
    assertEquals("provider:p", held.rootKey());
    assertEquals(30, held.entities());
    assertEquals(30, held.owned());
    assertEquals(2, held.readings());
    assertEquals(List.of("held"), audited());
    assertTrue(outcomes.get(1).held().isPresent());
    assertTrue(outcomes.get(2).held().isEmpty());
  }

  @Test
  void F22_fivePercentOfTheSetIsHeldAndItsUpdatesAreStored() {
    files.put(ALL, components("a", 0, 100));
    read(ALL);
    files.put(ALL, components("a", 0, 5).replace("owner: x", "owner: new"));
    read(ALL);
    assertEquals(100, served("a"));
    assertEquals("new", bench.index.at("component:default/a0", "spec", "owner"));
    assertEquals(95, pending().get(0).entities());
  }

  @Test
  void F22_renamedReferencesAreAddedAndTheOldOnesStay() {
    files.put(ALL, components("a", 0, 30));
    read(ALL);
    files.put(ALL, components("b", 0, 30));
    read(ALL);
    assertEquals(30, served("a"));
    assertEquals(30, served("b"));
    assertEquals(31, pending().get(0).owned());
  }

  @Test
  void F22_emptyFileIsHeld() {
    files.put(ALL, components("a", 0, 30));
    read(ALL);
    files.put(ALL, "");
    read(ALL);
    assertEquals(30, served("a"));
    assertEquals(1, pending().size());
  }

  @Test
  void F22_answerThatIsNoListDeletesNothingHoweverFew() {
    for (String answer :
        List.of(
            "<!DOCTYPE html>\n<html><body><form>Sign in: apiVersion kind</form></body></html>\n",
            "{\"error\": \"unauthorized\"}",
            "null pointer",
            "[]")) {
      files.put(ALL, components("a", 0, 3));
      read(ALL);
      files.put(ALL, answer);
      read(ALL);
      assertEquals(3, served("a"), answer);
    }
    files.remove(ALL);
    read(ALL);
    assertEquals(3, served("a"), "404");
    files.put(ALL, components("a", 0, 3));
    read(ALL);
    assertEquals(3, served("a"));
    assertEquals(List.of(), pending());
  }

  @Test
  void F22_directoryThatLosesItsFilesIsHeld() throws Exception {
    for (int i = 0; i < 30; i++) {
      bench.write("d/" + i + ".yaml", Bench.component("a" + i, "x"));
    }
    bench.run("d");
    for (int i = 0; i < 25; i++) {
      Files.delete(bench.directory.resolve("d/" + i + ".yaml"));
    }
    assertEquals(0, bench.run("d").removed());
    assertEquals(30, served("a"));
    assertEquals(25, pending().get(0).entities());
  }

  @Test
  void F22_whatOnlyTheGoneLedToIsCounted() {
    files.put(BASE + "root.yaml", IngestionContract.location("l", BASE + "all.yaml"));
    files.put(ALL, components("a", 0, 30));
    read(BASE + "root.yaml");
    files.put(BASE + "root.yaml", Bench.component("other", "x"));
    read(BASE + "root.yaml");
    assertEquals(30, served("a"));
    assertEquals(31, pending().get(0).entities());
  }

  @Test
  void F22_severalRootsAreHeldEachForItself() {
    for (String name : List.of("p", "q")) {
      provider(name).replaceAll(provided(name, 0, 30));
    }
    provider("p").replaceAll(List.of());
    provider("q").replaceAll(List.of());
    assertEquals(
        Set.of("provider:p", "provider:q"),
        Set.copyOf(pending().stream().map(PendingDeletion::rootKey).toList()));
    approve(pending().get(0).id());
    assertEquals(1, pending().size());
  }

  @Test
  void F22_rootsTakenAwayTogetherAreHeldThoughEachIsSmall() throws Exception {
    List<Root> roots = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      bench.write("f" + i + ".yaml", Bench.component("a" + i, "x"));
      roots.add(bench.root("f" + i + ".yaml"));
      bench.run(roots.get(i));
    }
    Set<String> keys = Set.copyOf(roots.stream().map(Root::key).toList());
    // each has its component and its own Location
    MassDeletion some =
        new HeldDeletions(bench.store)
            .together(Set.of(roots.get(0).key()), bench.limits.massDeletion());
    bench.store.removeRoot(roots.get(0).key(), some);
    assertEquals(List.of(), pending());
    MassDeletion all = new HeldDeletions(bench.store).together(keys, bench.limits.massDeletion());
    keys.forEach(key -> bench.store.removeRoot(key, all));
    assertEquals(11, pending().size());
    MassDeletion again = new HeldDeletions(bench.store).together(keys, bench.limits.massDeletion());
    keys.forEach(key -> bench.store.removeRoot(key, again));
    assertEquals(11, pending().size());
  }

  @Test
  void F22_whatSomebodyAsksForIsNotHeld() {
    files.put(ALL, components("a", 0, 30));
    read(ALL);
    files.put(ALL, "");
    read(ALL);
    assertEquals(1, pending().size());
    assertEquals(31, bench.store.removeRoot("registered:" + ALL).removed().size());
    assertEquals(List.of(), pending());
  }

  @Test
  void F22_approvalDeletesAndTheNextReadingAgrees() {
    files.put(ALL, components("a", 0, 30));
    read(ALL);
    files.put(ALL, components("a", 0, 3));
    read(ALL);
    assertEquals(27, approve(pending().get(0).id()).removed().size());
    assertEquals(List.of(), pending());
    assertThrows(PortalException.class, () -> approve("unknown"));
    assertEquals(0, read(ALL).removed());
    assertEquals(List.of("held", "approved"), audited());
    assertEquals(
        27, bench.audit.lines().stream().filter(l -> l.contains("entity-mutate delete")).count());
  }

  @Test
  void F22_rejectionKeepsAndLaterSmallDeletionsGoThrough() {
    files.put(ALL, components("a", 0, 100));
    read(ALL);
    files.put(ALL, components("a", 0, 50));
    read(ALL);
    assertEquals("rejected", reject(pending().get(0).id()).state());
    read(ALL);
    files.put(ALL, components("a", 2, 50));
    assertEquals(2, read(ALL).removed());
    assertEquals(98, served("a"));
    assertEquals("rejected", pending().get(0).state());
    assertEquals(50, approve(pending().get(0).id()).removed().size());
  }

  @Test
  void F22_moreThanWasRejectedIsHeldAnew() {
    files.put(ALL, components("a", 0, 100));
    read(ALL);
    files.put(ALL, components("a", 0, 70));
    read(ALL);
    reject(pending().get(0).id());
    files.put(ALL, components("a", 0, 10));
    read(ALL);
    assertEquals(100, served("a"));
    assertEquals("held", pending().get(0).state());
    assertEquals(90, pending().get(0).entities());
  }

  @Test
  void F22_sourceThatComesBackWithdrawsIt() {
    files.put(ALL, components("a", 0, 30));
    read(ALL);
    files.put(ALL, "");
    read(ALL);
    files.put(ALL, components("a", 0, 30));
    assertEquals(0, read(ALL).updated());
    assertEquals(List.of(), pending());
    assertEquals(List.of("held", "withdrawn"), audited());
    bench.audit.clear();
    read(ALL);
    assertEquals(List.of(), bench.audit.lines());
  }

  @Test
  void F22_heldReferenceIsFreeForAnotherFile() {
    files.put(ALL, components("a", 0, 30));
    read(ALL);
    files.put(ALL, "");
    read(ALL);
    String uid = bench.index.entities().get("component:default/a0").uid().toString();
    files.put(BASE + "new.yaml", components("a", 0, 1));
    read(BASE + "new.yaml");
    assertEquals(
        "url:" + BASE + "new.yaml",
        bench.index.at(
            "component:default/a0", "metadata", "annotations", "backstage.io/managed-by-location"));
    assertEquals(uid, bench.index.entities().get("component:default/a0").uid().toString());
    assertEquals(List.of(), bench.store.conflicts());
    assertEquals(29, pending().get(0).entities());
    approve(pending().get(0).id());
    assertEquals(
        Set.of("registered:" + BASE + "new.yaml"), bench.store.rootsOf("component:default/a0"));
  }

  @Test
  void F22_asManyReadingsAsConfiguredConfirmIt() {
    limit(10, 20, 3);
    ProviderConnection connection = provider("p");
    connection.replaceAll(provided("a", 0, 30));
    connection.replaceAll(List.of());
    connection.replaceAll(List.of());
    // neither says anything about what the provider has
    connection.applyDelta(provided("b", 0, 1), List.of());
    connection.again(new RootQueue.Asked(null, null));
    assertEquals(30, served("a"));
    assertEquals(2, pending().get(0).readings());
    connection.replaceAll(provided("b", 0, 1));
    assertEquals(0, served("a"));
    assertEquals(1, served("b"));
    assertEquals(List.of(), pending());
    assertEquals(List.of("held", "confirmed"), audited());
  }

  @Test
  void F22_readingThatIsNotConfirmedInARowStartsAnew() {
    limit(10, 20, 2);
    ProviderConnection connection = provider("p");
    connection.replaceAll(provided("a", 0, 30));
    connection.replaceAll(List.of());
    connection.replaceAll(provided("a", 0, 30));
    connection.replaceAll(List.of());
    assertEquals(30, served("a"));
    connection.replaceAll(List.of());
    assertEquals(0, served("a"));
  }

  @Test
  void F22_nothingIsHeldWhenItIsTurnedOff() {
    ProviderConnection connection = provider("p");
    connection.replaceAll(provided("a", 0, 30));
    connection.replaceAll(List.of());
    bench.limits = new IngestLimits(8, 100, 100, 1 << 20, 7, Set.of("url"), MassDeletion.UNGUARDED);
    connection.replaceAll(List.of());
    assertEquals(0, served("a"));
    assertEquals(List.of(), pending());
  }

  @Test
  void F22_deltaThatRemovesTooMuchIsHeld() {
    ProviderConnection connection = provider("p");
    connection.replaceAll(provided("a", 0, 30));
    connection.applyDelta(
        List.of(), IntStream.range(0, 30).mapToObj(i -> "component:default/a" + i).toList());
    assertEquals(30, served("a"));
  }
}
