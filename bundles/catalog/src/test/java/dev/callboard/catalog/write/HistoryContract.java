package dev.callboard.catalog.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.history.DeletedEntity;
import dev.callboard.catalog.history.EntityHistory;
import dev.callboard.catalog.history.Form;
import dev.callboard.catalog.history.Trash;
import dev.callboard.catalog.history.Version;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.platform.error.PortalException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
