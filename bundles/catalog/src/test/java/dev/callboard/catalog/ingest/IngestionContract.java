package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.MemoryIndex;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.nodes.IndexFollower;
import dev.callboard.catalog.store.Conflict;
import dev.callboard.catalog.store.EntityErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading files does to the store and the index, on each database. */
abstract class IngestionContract {
  private static final String A = "component:default/a";
  private static final String B = "component:default/b";

  @TempDir Path directory;
  private Bench bench;

  abstract Bench open(Path directory, boolean deleteOrphans) throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open(directory, true);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  static String location(String name, String target) {
    return """
    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata:
      name: %s
    spec:
      targets: ['%s']
    """
        .formatted(name, target);
  }

  private String uid(String ref) {
    return bench.index.entities().get(ref).uid().toString();
  }

  private Object owner(String ref) {
    return bench.index.at(ref, "spec", "owner");
  }

  private boolean served(String ref) {
    return bench.index.entities().containsKey(ref);
  }

  private String status(String ref) {
    return String.valueOf(bench.index.at(ref, "status"));
  }

  private String rootStatus(String target) {
    Path path = bench.directory.resolve(target).normalize();
    return status(dev.callboard.catalog.location.LocationRefs.entityRef("file", path.toString()));
  }

  @Test
  void directoryGivesTheEntitiesOfItsYamlFilesAndNothingElse() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.write("sub/b.yml", Bench.component("b", "x"));
    bench.write("sub/values.yaml", "replicas: 3\n");
    bench.write("node_modules/c.yaml", Bench.component("c", "x"));
    bench.run(".");
    assertTrue(served(A));
    assertTrue(served(B));
    assertFalse(served("component:default/c"));
  }

  @Test
  void wildcardGivesTheFilesThatMatchEvenInADirectoryWithBrackets() throws Exception {
    bench.write("[x]{y}/one/catalog-info.yaml", Bench.component("a", "x"));
    bench.write("[x]{y}/one/other.yaml", Bench.component("b", "x"));
    bench.run("[x]{y}/**/catalog-info.yaml");
    assertTrue(served(A));
    assertFalse(served(B));
  }

  @Test
  void editedEntityKeepsItsUidAndDeletedOneGoes() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    String uid = uid(A);
    bench.write("a.yaml", Bench.component("a", "someone-else"));
    bench.run(".");
    assertEquals("someone-else", owner(A));
    assertEquals(uid, uid(A));
    Files.delete(bench.directory.resolve("a.yaml"));
    assertEquals(1, bench.run(".").removed());
    assertFalse(served(A));
  }

  @Test
  void entityThatMovesToAnotherFileKeepsItsUid() throws Exception {
    bench.write("one.yaml", Bench.component("a", "x"));
    bench.run(".");
    String uid = uid(A);
    Files.move(bench.directory.resolve("one.yaml"), bench.directory.resolve("two.yaml"));
    bench.run(".");
    assertEquals(uid, uid(A));
    assertEquals(
        "file:" + bench.directory.resolve("two.yaml"),
        bench.index.at(A, "metadata", "annotations", "backstage.io/managed-by-location"));
    assertEquals(List.of(), bench.store.conflicts());
  }

  @Test
  void secondRunWritesNothing() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.write("b.yaml", location("l", "./a.yaml"));
    bench.run(".");
    int applied = bench.index.applied();
    bench.audit.clear();
    RootRun.Outcome again = bench.run(".");
    assertEquals(0, again.created() + again.updated() + again.removed());
    assertEquals(applied, bench.index.applied());
    assertEquals(List.of(), bench.audit.lines());
  }

  @Test
  void fileThatIsOnlyTouchedIsNotSeenAsChangedForEver() throws Exception {
    Path file = bench.write("a.yaml", Bench.component("a", "x"));
    Root root = bench.root(".");
    bench.run(root);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertTrue(WatchedFiles.of(root, bench.store.sources(root.key()).values()).changed());
    bench.run(root);
    assertFalse(WatchedFiles.of(root, bench.store.sources(root.key()).values()).changed());
  }

  @Test
  void brokenYamlKeepsTheOldEntityAndTellsFileLineAndColumn() throws Exception {
    Path file = bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    bench.write("a.yaml", Bench.component("a", "[ x"));
    bench.run(".");
    assertEquals("x", owner(A));
    assertTrue(status(A).contains("file=file:" + file), status(A));
    assertTrue(status(A).matches(".*line=\\d+, column=\\d+.*"), status(A));
    bench.write("a.yaml", Bench.component("a", "y"));
    bench.run(".");
    assertEquals("y", owner(A));
    assertNull(bench.index.at(A, "status"));
  }

  @Test
  void secondFileOfAReferenceIsAConflictAndTakesOverWhenTheFirstGoes() throws Exception {
    bench.write("one.yaml", Bench.component("a", "one"));
    bench.write("two.yaml", Bench.component("a", "two"));
    bench.run(".");
    assertEquals("one", owner(A));
    Conflict conflict = bench.store.conflicts().get(0);
    assertTrue(conflict.loserKey().endsWith("two.yaml"));
    assertTrue(conflict.winnerKey().endsWith("one.yaml"));
    Files.delete(bench.directory.resolve("one.yaml"));
    RootRun.Outcome outcome = bench.run(".");
    if (!outcome.takeoverRoots().isEmpty()) {
      bench.run(".");
    }
    assertEquals("two", owner(A));
    assertEquals(List.of(), bench.store.conflicts());
  }

  @Test
  void refusedDocumentHoldsNoReferenceAgainstAValidOne() throws Exception {
    bench.write("one.yaml", Bench.component("a", "''"));
    bench.run("one.yaml");
    assertFalse(served(A));
    bench.write("two.yaml", Bench.component("a", "two"));
    bench.run("two.yaml");
    assertEquals("two", owner(A));
  }

  @Test
  void orphanIsKeptAndMarkedWhenSoConfigured() throws Exception {
    try (Bench keeping = open(directory, false)) {
      Path file = keeping.write("a.yaml", Bench.component("a", "x"));
      keeping.run(".");
      Files.delete(file);
      keeping.run(".");
      assertEquals("true", keeping.index.at(A, "metadata", "annotations", "backstage.io/orphan"));
    }
  }

  @Test
  void targetThatFailsDoesNotAffectTheOthers() throws Exception {
    bench.write(
        "catalog-info.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: Location
        metadata: {name: l}
        spec:
          targets: [./missing.yaml, "../../outside.yaml", ./a.yaml]
        """);
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run("catalog-info.yaml");
    assertTrue(served(A));
    String status = status("location:default/l");
    assertTrue(status.contains("missing.yaml"), status);
    assertTrue(status.contains("outside"), status);
  }

  @Test
  void Y09_fileWithTooManyDocumentsIsRefusedWholeAndTheEntitiesBeforeStay() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run("a.yaml");
    bench.write("a.yaml", (Bench.component("b", "x") + "---\n").repeat(5_001));
    bench.run("a.yaml");
    assertEquals("x", owner(A));
    assertFalse(served(B));
    assertTrue(status(A).contains("5000"), status(A));
  }

  @Test
  void Y15_entityWithTooLargeAnnotationsIsRefused() throws Exception {
    String much = "\n  annotations:\n    big: " + "x".repeat((512 << 10) + 1);
    bench.write("a.yaml", Bench.component("a" + much, "x"));
    bench.run("a.yaml");
    assertFalse(served(A));
  }

  @Test
  void Y15_entityWithAHugeArrayIsRefused() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x") + "  x: [" + "1,".repeat(100_000) + "1]\n");
    bench.run("a.yaml");
    assertFalse(served(A));
  }

  @Test
  void Y17_locationCannotTakeAReferenceOfAnother() throws Exception {
    bench.write("one.yaml", Bench.component("a", "one"));
    bench.run("one.yaml");
    byte[] before = bench.index.entities().get(A).json();
    bench.write("two.yaml", Bench.component("a", "two"));
    bench.run("two.yaml");
    assertEquals(new String(before), new String(bench.index.entities().get(A).json()));
    assertTrue(
        bench.audit.lines().contains("entity-conflict conflict " + A), bench.audit.lines() + "");
    assertEquals(1, bench.store.conflicts().size());
  }

  @Test
  void Y18_whatProcessingSetsCannotBeForged() throws Exception {
    String forged =
        """
        a
          uid: 11111111-1111-1111-1111-111111111111
          etag: forged
          annotations:
            backstage.io/managed-by-location: file:/etc/passwd
            backstage.io/orphan: 'true'
        """;
    Path file = bench.write("a.yaml", Bench.component(forged.strip(), "x"));
    bench.run("a.yaml");
    assertTrue(served(A), bench.store.read(EntityErrors::all).toString());
    assertEquals(
        "file:" + file,
        bench.index.at(A, "metadata", "annotations", "backstage.io/managed-by-location"));
    assertNull(bench.index.at(A, "metadata", "annotations", "backstage.io/orphan"));
    assertNotEquals("forged", bench.index.at(A, "metadata", "etag"));
    assertNotEquals("11111111-1111-1111-1111-111111111111", uid(A));
  }

  @Test
  void Y18_relationsAndStatusInAFileAreRefused() throws Exception {
    bench.write("relations.yaml", Bench.component("a", "x") + "relations: []\n");
    bench.write("status.yaml", Bench.component("b", "x") + "status: {items: []}\n");
    bench.run(".");
    assertFalse(served(A));
    assertFalse(served(B));
    String errors = bench.store.read(EntityErrors::all).toString();
    assertTrue(errors.contains("relations") && errors.contains("status"), errors);
  }

  @Test
  void Y20_locationsThatLeadBackToThemselvesAreReadOnceAndReported() throws Exception {
    bench.write("one.yaml", location("one", "./two.yaml"));
    bench.write("two.yaml", location("two", "./one.yaml"));
    assertEquals(2, bench.run("one.yaml").files());
    assertTrue(
        status("location:default/two").contains("leads back"), status("location:default/two"));
  }

  @Test
  void Y20_locationsNestAsDeepAsAllowedAndNoDeeper() throws Exception {
    for (int length = 2; length <= 4; length++) {
      for (int i = 0; i < length; i++) {
        bench.write(
            length + "/" + i + ".yaml", location("l" + length + "-" + i, "./" + (i + 1) + ".yaml"));
      }
      bench.write(length + "/" + length + ".yaml", Bench.component("c" + length, "x"));
      bench.limits = new IngestLimits(3, 100, 100, 1 << 20, 10);
      bench.run(length + "/0.yaml");
      assertEquals(length <= 3, served("component:default/c" + length), "length " + length);
    }
    assertTrue(status("location:default/l4-3").contains("deeper than 3"));
  }

  @Test
  void Y20_locationsNameAsManyAsAllowedAndNoMore() throws Exception {
    for (int count = 2; count <= 4; count++) {
      StringBuilder targets = new StringBuilder();
      for (int i = 0; i < count; i++) {
        bench.write(count + "/" + i + ".yaml", Bench.component("n" + count + "-" + i, "x"));
        targets.append(i == 0 ? "" : "','").append("./").append(i).append(".yaml");
      }
      bench.write(count + "/all.yaml", location("all" + count, targets.toString()));
      bench.limits = new IngestLimits(8, 3, 100, 1 << 20, 10);
      bench.run(count + "/all.yaml");
      int last = Math.min(count, 3) - 1;
      assertTrue(served("component:default/n" + count + "-" + last));
      assertFalse(served("component:default/n" + count + "-3"));
    }
    assertTrue(status("location:default/all4").contains("more than 3"));
    assertNull(bench.index.at("location:default/all3", "status"));
  }

  @Test
  void Y20_wildcardMatchesAsManyFilesAsAllowedAndNoMore() throws Exception {
    for (int count = 2; count <= 4; count++) {
      for (int i = 0; i < count; i++) {
        bench.write("g" + count + "/" + i + ".yaml", Bench.component("g" + count + "-" + i, "x"));
      }
      bench.limits = new IngestLimits(8, 100, 3, 1 << 20, 10);
      bench.run("g" + count + "/*.yaml");
      assertEquals(count <= 3, served("component:default/g" + count + "-0"), "files " + count);
    }
    assertTrue(rootStatus("g4/*.yaml").contains("more than 3 files"), rootStatus("g4/*.yaml"));
  }

  @Test
  void removedRootLeavesNothing() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    Root root = bench.root("a.yaml");
    bench.run(root);
    assertNotNull(bench.store.removeRoot(root.key()));
    assertEquals(Map.of(), bench.store.sources(root.key()));
    assertEquals(Optional.empty(), bench.store.roots().stream().findAny());
  }

  @Test
  void newFileBelowAWildcardOfALocationIsNoticed() throws IOException {
    bench.write("catalog-info.yaml", location("l", "./parts/*.yaml"));
    bench.write("parts/a.yaml", Bench.component("a", "x"));
    Root root = bench.root("catalog-info.yaml");
    bench.run(root);
    WatchedFiles watched = WatchedFiles.of(root, bench.store.sources(root.key()).values());
    assertFalse(watched.changed());
    bench.write("parts/b.yaml", Bench.component("b", "x"));
    assertTrue(watched.changed());
  }

  @Test
  void fileThatAppearsWhileOthersAreReadIsNoticed() throws IOException {
    bench.write("a.yaml", Bench.component("a", "x"));
    Root root = bench.root(".");
    WatchedFiles before = WatchedFiles.of(root, List.of());
    bench.run(root);
    bench.write("late.yaml", Bench.component("b", "x"));
    assertTrue(
        WatchedFiles.of(root, bench.store.sources(root.key()).values()).since(before).changed());
  }

  @Test
  void storedCatalogOfSeveralPagesIsLoadedWhole() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_100; i++) {
      text.append("---\n").append(Bench.component("c" + i, "x"));
    }
    bench.write("many.yaml", text.toString());
    bench.run("many.yaml");
    MemoryIndex loaded = new MemoryIndex();
    new IndexFollower(bench.store, loaded).load();
    assertTrue(loaded.entities().size() > 2_100);
    assertEquals(bench.index.entities().keySet(), loaded.entities().keySet());
  }
}
