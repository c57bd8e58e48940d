package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeSet;
import dev.callboard.catalog.changes.ChangeTable;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.fakes.SystemPrincipal;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the change log holds, on each database. */
abstract class ChangesContract {
  private static final String A = "component:default/a";

  @TempDir Path directory;
  private Bench bench;

  abstract Bench open(Path directory) throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open(directory);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private List<Change> log() {
    return bench.store.read(connection -> ChangeTable.after(connection, 0, 10_000));
  }

  private List<Change> history(String ref) {
    return bench.store.read(
        connection -> ChangeTable.history(connection, ref, Long.MAX_VALUE, 100));
  }

  @Test
  void eachChangeOfWhatIsServedIsOneRowWithTheFormAfterIt() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    byte[] first = bench.index.entities().get(A).json();
    bench.write("a.yaml", Bench.component("a", "someone-else"));
    bench.run(".");
    byte[] second = bench.index.entities().get(A).json();
    Files.delete(bench.directory.resolve("a.yaml"));
    bench.run(".");

    List<Change> changes = history(A);
    assertEquals(
        List.of(ChangeType.DELETE, ChangeType.UPDATE, ChangeType.CREATE),
        changes.stream().map(Change::type).toList());
    assertNull(changes.get(0).entity());
    assertArrayEquals(second, changes.get(1).entity());
    assertArrayEquals(first, changes.get(2).entity());
    assertNull(changes.get(2).etagBefore());
    assertEquals(changes.get(2).etagAfter(), changes.get(1).etagBefore());
    assertEquals(changes.get(1).etagAfter(), changes.get(0).etagBefore());
    assertEquals(1, changes.stream().map(Change::uid).distinct().count());
    assertEquals("system:ingestion", changes.get(1).actor());
    assertEquals(
        "file:" + bench.directory.resolve("a.yaml"), changes.get(1).cause().get("location"));
  }

  @Test
  void numbersHaveNoGapsAndTimesDoNotGoBack() throws Exception {
    for (int i = 0; i < 5; i++) {
      bench.write("c" + i + ".yaml", Bench.component("c" + i, "x"));
      bench.run(".");
    }
    List<Change> log = log();
    for (int i = 0; i < log.size(); i++) {
      assertEquals(i + 1, log.get(i).seq());
      assertTrue(i == 0 || !log.get(i).at().isBefore(log.get(i - 1).at()));
    }
    assertEquals(log.size(), bench.store.read(ChangeTable::last));
    assertEquals(1, bench.store.read(ChangeTable::first));
  }

  @Test
  void nothingIsWrittenWhenNothingChanged() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    int before = log().size();
    bench.run(".");
    bench.write("a.yaml", Bench.component("a", "x") + "# a comment\n");
    bench.run(".");
    assertEquals(before, log().size());
  }

  @Test
  void anEntityThatOnlyItsRelationsChangeOfHasARowThatSaysSo() throws Exception {
    bench.write(
        "group.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata:
          name: x
        spec:
          type: team
          children: []
        """);
    bench.run(".");
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    List<Change> group = history("group:default/x");
    assertEquals(ChangeType.UPDATE, group.get(0).type());
    assertEquals(Map.of("derived", true), group.get(0).cause());
    assertFalse(history(A).get(0).cause().containsKey("derived"));
  }

  @Test
  void aRefusedDocumentThatWasNeverServedLeavesNoRow() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x").replace("owner: x", "owner: [1]"));
    bench.run(".");
    assertEquals(List.of(), history(A));
    Files.delete(bench.directory.resolve("a.yaml"));
    bench.run(".");
    assertEquals(List.of(), history(A));
  }

  @Test
  void deletionNamesWhoAskedForItAndTheEntityStandsInItsPastForm() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    Change created = history(A).get(0);
    String uid = created.uid().toString();
    Cause cause = new Cause(new SystemPrincipal(), Map.of("request", "r1"));
    assertTrue(bench.store.delete(uid, new LinkedHashSet<>(), cause).isPresent());
    assertTrue(bench.store.delete(uid, new LinkedHashSet<>(), cause).isEmpty());
    Change deleted = history(A).get(0);
    assertEquals(ChangeType.DELETE, deleted.type());
    assertEquals("r1", deleted.cause().get("request"));
    assertEquals(Optional.of(ChangeType.DELETE), at(deleted.at()));
    assertEquals(Optional.empty(), at(created.at().minusMillis(1)));
  }

  private Optional<ChangeType> at(Instant instant) {
    return bench.store.read(connection -> ChangeTable.at(connection, A, instant)).map(Change::type);
  }

  private List<AuditEvent> mutations() {
    return bench.audit.events().stream()
        .filter(event -> event.eventId().equals("entity-mutate"))
        .toList();
  }

  @Test
  void eachChangeThatIsNoConsequenceOfOthersHasOneAuditEventWithItsDigests() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      String name = "c" + random.nextInt(6);
      Path file = bench.directory.resolve(name + ".yaml");
      if (random.nextInt(3) == 0) {
        Files.deleteIfExists(file);
      } else {
        String dependsOn = "\n  dependsOn: [component:c" + random.nextInt(6) + "]";
        bench.write(name + ".yaml", Bench.component(name, "o" + random.nextInt(3) + dependsOn));
      }
      bench.run(".");
    }
    List<Change> own =
        log().stream().filter(change -> !change.cause().containsKey("derived")).toList();
    List<AuditEvent> events = mutations();
    assertTrue(own.size() > 20);
    assertTrue(log().size() > own.size());
    assertEquals(own.size(), events.size());
    Map<String, String> standing = new HashMap<>();
    Map<Long, Change> bySeq = new LinkedHashMap<>();
    log().forEach(change -> bySeq.put(change.seq(), change));
    Iterator<AuditEvent> next = events.iterator();
    for (Change change : bySeq.values()) {
      String after = change.entity() == null ? null : ChangeSet.digest(change.entity());
      if (!change.cause().containsKey("derived")) {
        AuditEvent event = next.next();
        assertEquals(change.ref(), event.targetRef());
        assertEquals(Optional.ofNullable(after), event.after());
        assertEquals(Optional.ofNullable(standing.get(change.ref())), event.before());
        assertEquals(change.cause().get("location"), event.cause().get("location"));
      }
      standing.put(change.ref(), after);
    }
  }

  @Test
  void anUpdateIsAuditedWithThePatchThatLeadsFromOneFormToTheOther() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    bench.write("a.yaml", Bench.component("a", "x").replace("production", "experimental"));
    bench.run(".");
    List<Change> forms = history(A);
    AuditEvent update = mutations().get(mutations().size() - 1);
    assertEquals("update", update.subAction());
    JsonArray patch = Json.createReader(new StringReader(update.patch().orElseThrow())).readArray();
    assertEquals(
        json(forms.get(0).entity()), Json.createPatch(patch).apply(json(forms.get(1).entity())));
  }

  private static JsonObject json(byte[] text) {
    return Json.createReader(new ByteArrayInputStream(text)).readObject();
  }

  @Test
  void aNewOwnerIsAuditedAsSuch() throws Exception {
    bench.write("a.yaml", Bench.component("a", "x"));
    bench.run(".");
    bench.write("a.yaml", Bench.component("a", "y"));
    bench.run(".");
    AuditEvent event = mutations().get(mutations().size() - 1);
    assertEquals("owner-change", event.subAction());
    assertEquals(Severity.HIGH, event.severity());
    assertEquals("x", event.meta().get("ownerBefore"));
    assertEquals("y", event.meta().get("ownerAfter"));
  }
}
