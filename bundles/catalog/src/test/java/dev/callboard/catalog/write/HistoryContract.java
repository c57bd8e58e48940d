package dev.callboard.catalog.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.history.DeletedEntity;
import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.history.Form;
import dev.callboard.catalog.history.PastCatalog;
import dev.callboard.catalog.history.Trash;
import dev.callboard.catalog.history.Version;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.index.Snapshots;
import dev.callboard.catalog.index.Walk;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What history and trash say of entities that come, change and go, on each database. */
abstract class HistoryContract {
  private static final String A = "component:default/a";
  private static final EntityFilter OWNED_BY_X =
      new EntityFilter.Equals("relations.ownedBy", Set.of("group:default/x"));

  private WriteBench bench;
  private EntityHistory history;
  private Trash trash;

  abstract WriteBench open(boolean deleteOrphans) throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open(true);
    history = new EntityHistory(bench.database);
    trash = new Trash(bench.database, bench.audit);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private List<Version> versions(EntityFilter permitted) {
    return history.page(A, Long.MAX_VALUE, 100, permitted).versions();
  }

  private static Object owner(Form form) {
    return ((Map<?, ?>) form.entity().get("spec")).get("owner");
  }

  private void delete(String name) {
    bench.writer.delete(WriteBench.ref(name), WriteBench.options());
  }

  private List<String> trashed(String kind) {
    return trash.page(Long.MAX_VALUE, kind, 100, EntityFilter.ALL).entities().stream()
        .map(deleted -> deleted.form().ref())
        .toList();
  }

  @Test
  void tellsWhatChangedFromFormToForm() {
    bench.put("a", "x");
    bench.put("a", "y");
    delete("a");
    List<Version> versions = versions(EntityFilter.ALL);
    assertEquals(
        List.of(ChangeType.DELETE, ChangeType.UPDATE, ChangeType.CREATE),
        versions.stream().map(version -> version.change().type()).toList());
    Version update = versions.get(1);
    assertEquals(Optional.of(List.of("/spec/owner", "/relations")), update.changed());
    assertTrue(update.patch().orElseThrow().contains("/spec/owner"), update.patch().toString());
    assertEquals("y", owner(update.after().orElseThrow()));
    assertEquals("x", owner(update.before().orElseThrow()));
    assertEquals(Optional.empty(), versions.get(2).changed());
    assertEquals("y", owner(versions.get(0).before().orElseThrow()));
    assertEquals("PUT /test", update.change().cause().get("request"));
  }

  @Test
  void pagesMeetWithoutGapAndWithoutRepetition() {
    for (int i = 0; i < 7; i++) {
      bench.put("a", "owner" + i);
    }
    List<Long> all = versions(EntityFilter.ALL).stream().map(v -> v.change().seq()).toList();
    assertEquals(7, all.size());
    for (int limit = 1; limit <= 8; limit++) {
      List<Long> walked = new java.util.ArrayList<>();
      Optional<Long> next = Optional.of(Long.MAX_VALUE);
      while (next.isPresent()) {
        EntityHistory.Page page = history.page(A, next.get(), limit, EntityFilter.ALL);
        page.versions().forEach(version -> walked.add(version.change().seq()));
        next = page.next();
      }
      assertEquals(all, walked, "limit " + limit);
    }
  }

  @Test
  void versionOfANumberIsThatOfTheEntityOnly() {
    bench.put("a", "x");
    bench.put("b", "x");
    assertEquals(ChangeType.CREATE, type(1));
    assertEquals(Optional.empty(), history.version(A, 2, EntityFilter.ALL));
    assertEquals(Optional.empty(), history.version(A, 0, EntityFilter.ALL));
    assertEquals(Optional.empty(), history.version(A, Long.MAX_VALUE, EntityFilter.ALL));
  }

  private ChangeType type(long seq) {
    return history.version(A, seq, EntityFilter.ALL).orElseThrow().change().type();
  }

  @Test
  void timeTravelGivesTheFormOfThatTime() {
    bench.put("a", "x");
    Instant created = tick();
    bench.put("a", "y");
    Instant updated = tick();
    delete("a");
    Instant deleted = tick();
    Instant before = bench.changes().get(0).at().minusMillis(1);
    assertEquals(Optional.empty(), history.at(A, before, EntityFilter.ALL));
    assertEquals("x", owner(history.at(A, created, EntityFilter.ALL).orElseThrow()));
    assertEquals("y", owner(history.at(A, updated, EntityFilter.ALL).orElseThrow()));
    assertEquals(Optional.empty(), history.at(A, deleted, EntityFilter.ALL));
    assertEquals(Optional.of(A), history.deletedRef(bench.changes().get(0).uid()));
  }

  private Map<String, Object> ownersAt(Instant instant, EntityFilter permitted) {
    PastCatalog past =
        new PastCatalog(bench.database, () -> new MapConfig(Map.copyOf(bench.config)));
    Snapshot snapshot = past.at(instant, Snapshots.of(bench.index.entities().values()), permitted);
    Map<String, Object> owners = new TreeMap<>();
    Walk walk = permitted.in(snapshot).byUid(false, null);
    while (walk.next()) {
      EntityHandle each = walk.entity();
      owners.put(each.ref(), owner(new Form(each.ref(), each.uid(), each.json())));
    }
    return owners;
  }

  @Test
  void theWholeCatalogIsAsItWas() {
    bench.put("a", "x");
    bench.put("b", "x");
    bench.put("c", "x");
    Instant first = tick();
    bench.put("a", "y");
    delete("b");
    bench.put("d", "x");
    Instant second = tick();
    delete("a");
    bench.put("b", "z");
    Instant third = tick();
    String at = "component:default/";
    assertEquals(Map.of(), ownersAt(bench.changes().get(0).at().minusMillis(1), EntityFilter.ALL));
    assertEquals(
        Map.of(at + "a", "x", at + "b", "x", at + "c", "x"), ownersAt(first, EntityFilter.ALL));
    assertEquals(
        Map.of(at + "a", "y", at + "c", "x", at + "d", "x"), ownersAt(second, EntityFilter.ALL));
    Map<String, Object> now = Map.of(at + "b", "z", at + "c", "x", at + "d", "x");
    assertEquals(now, ownersAt(third, EntityFilter.ALL));
    assertEquals(now, ownersAt(third.plusSeconds(60), EntityFilter.ALL));
    // b is not x's any more, so what it was is not shown either; a is gone, so only then counts.
    assertEquals(Map.of(at + "a", "x", at + "c", "x"), ownersAt(first, OWNED_BY_X));
    assertEquals(Map.of(at + "c", "x", at + "d", "x"), ownersAt(second, OWNED_BY_X));
  }

  @Test
  void whatWasPurgedIsNotInTheCatalogOfThenEither() {
    bench.put("a", "x");
    Instant created = tick();
    UUID uid = bench.changes().get(0).uid();
    delete("a");
    assertEquals(Map.of(A, "x"), ownersAt(created, EntityFilter.ALL));
    trash.purge(trash.find(uid, EntityFilter.ALL).orElseThrow(), WriteBench.cause());
    assertEquals(Map.of(), ownersAt(created, EntityFilter.ALL));
  }

  @Test
  void tooManyChangesSinceAreRefused() {
    bench.put("a", "x");
    Instant created = tick();
    for (String name : List.of("a", "b", "c")) {
      bench.put(name, "y");
    }
    bench.config.put("catalog.history.maxChanged", 4L);
    assertEquals(Map.of(A, "x"), ownersAt(created, EntityFilter.ALL));
    bench.config.put("catalog.history.maxChanged", 3L);
    assertEquals(Map.of(A, "x"), ownersAt(created, EntityFilter.ALL));
    bench.config.put("catalog.history.maxChanged", 2L);
    PortalException refused =
        assertThrows(PortalException.class, () -> ownersAt(created, EntityFilter.ALL));
    assertTrue(refused.getMessage().contains("catalog.history.maxChanged"), refused.getMessage());
  }

  /** Returns the time of the last change, after which the clock of the log has moved on. */
  private Instant tick() {
    List<Change> changes = bench.changes();
    Instant last = changes.get(changes.size() - 1).at();
    while (!Instant.now().minusMillis(1).isAfter(last)) {
      Thread.onSpinWait();
    }
    return last;
  }

  @Test
  void whatTheCallerCouldNotReadThenIsNotShown() {
    bench.put("a", "x");
    bench.put("a", "y");
    bench.put("a", "x");
    delete("a");
    List<Version> versions = versions(OWNED_BY_X);
    assertEquals(
        List.of(ChangeType.DELETE, ChangeType.UPDATE, ChangeType.CREATE),
        versions.stream().map(version -> version.change().type()).toList());
    assertEquals(Optional.empty(), versions.get(1).before());
    assertEquals(Optional.empty(), versions.get(1).patch());
    assertEquals(Optional.empty(), history.version(A, 2, OWNED_BY_X));
    assertEquals(List.of(), versions(EntityFilter.NONE));
    Instant now = Instant.now().plusSeconds(60);
    assertEquals(Optional.empty(), history.at(A, now, OWNED_BY_X));
  }

  @Test
  void trashHasWhatIsGoneNewestFirst() {
    bench.put("a", "x");
    bench.put("b", "x");
    bench.put("c", "y");
    delete("a");
    delete("c");
    assertEquals(List.of("component:default/c", A), trashed(null));
    assertEquals(List.of("component:default/c", A), trashed("component"));
    assertEquals(List.of(), trashed("api"));
    assertEquals(
        List.of(A),
        trash.page(Long.MAX_VALUE, null, 10, OWNED_BY_X).entities().stream()
            .map(deleted -> deleted.form().ref())
            .toList());
    Trash.Page first = trash.page(Long.MAX_VALUE, null, 1, EntityFilter.ALL);
    Trash.Page second = trash.page(first.next().orElseThrow(), null, 1, EntityFilter.ALL);
    assertEquals(A, second.entities().get(0).form().ref());
    assertEquals(Optional.empty(), second.next());
  }

  @Test
  void whatIsRestoredHasItsUidAgainAndLeavesTheTrash() {
    bench.put("a", "x");
    UUID uid = bench.changes().get(0).uid();
    delete("a");
    DeletedEntity deleted = trash.find(uid, EntityFilter.ALL).orElseThrow();
    assertFalse(trash.isTaken(A));
    trash.keepUid(A, uid);
    bench.writer.put(
        WriteBench.ref("a"), Descriptors.of(deleted.form().entity()), WriteBench.options());
    assertEquals(uid, bench.index.entities().get(A).uid());
    assertEquals("x", bench.at("a", "spec", "owner"));
    assertEquals(List.of(), trashed(null));
    assertTrue(trash.isTaken(A));
    assertEquals(Optional.empty(), trash.find(uid, EntityFilter.ALL));
    delete("a");
    assertEquals(List.of(A), trashed(null));
    bench.put("a", "x");
    assertFalse(uid.equals(bench.index.entities().get(A).uid()));
  }

  @Test
  void uidThatIsForgottenIsNotUsed() {
    UUID uid = UUID.randomUUID();
    trash.keepUid(A, uid);
    trash.forgetUid(A);
    bench.put("a", "x");
    assertFalse(uid.equals(bench.index.entities().get(A).uid()));
  }

  @Test
  void whatIsPurgedLeavesNothingButItsNameInTheLog() {
    bench.put("a", "secret-owner");
    bench.put("a", "x");
    UUID uid = bench.changes().get(0).uid();
    delete("a");
    DeletedEntity deleted = trash.find(uid, EntityFilter.ALL).orElseThrow();
    bench.audit.clear();
    trash.purge(deleted, WriteBench.cause());
    assertEquals(List.of("entity-purge purge " + A), bench.audit.lines());
    assertEquals(List.of(), trashed(null));
    assertEquals(List.of(), versions(EntityFilter.ALL));
    List<Change> changes = bench.changes();
    assertEquals(3, changes.size());
    assertFalse(new String(changes.get(0).entity()).contains("secret-owner"));
    assertEquals(
        Map.of("name", "a", "namespace", "default", "uid", uid.toString()),
        new Form(A, uid, changes.get(0).entity()).entity().get("metadata"));
    assertThrows(PortalException.class, () -> trash.purge(deleted, WriteBench.cause()));
  }

  @Test
  void whatCameBackIsNotPurged() {
    bench.put("a", "x");
    UUID uid = bench.changes().get(0).uid();
    delete("a");
    DeletedEntity deleted = trash.find(uid, EntityFilter.ALL).orElseThrow();
    trash.keepUid(A, uid);
    bench.put("a", "x");
    assertThrows(PortalException.class, () -> trash.purge(deleted, WriteBench.cause()));
    assertTrue(bench.served("a"));
  }
}
