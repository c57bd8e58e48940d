package dev.callboard.catalog.write;

import static dev.callboard.catalog.model.MergePatchTest.object;
import static dev.callboard.catalog.write.WriteBench.file;
import static dev.callboard.catalog.write.WriteBench.ifMatch;
import static dev.callboard.catalog.write.WriteBench.options;
import static dev.callboard.catalog.write.WriteBench.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.EntityNote;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is laid over entities of files, on each database. */
abstract class OverlayContract {
  private static final String MARK = "callboard.dev/overlay";

  private WriteBench bench;
  private Location location;

  abstract WriteBench open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open();
    location = bench.register("a.yaml", file("a", "x"));
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private WriteResult patch(Map<String, Object> patch) {
    return bench.writer.patch(ref("a"), patch, options());
  }

  private WriteResult title(Object title) {
    return patch(Map.of("metadata", object("title", title)));
  }

  private Object title() {
    return bench.at("a", "metadata", "title");
  }

  private static ErrorCode code(Runnable work) {
    return assertThrows(PortalException.class, work::run).code();
  }

  @Test
  void overlayIsShownAndMarkedAndTheFileStaysTheOwner() {
    WriteResult result = title("Mine");
    assertEquals("Mine", title());
    assertEquals(result.etag(), bench.at("a", "metadata", "etag"));
    EntityOverlay overlay = bench.writer.overlay(ref("a")).orElseThrow();
    assertEquals(Map.of("metadata", Map.of("title", "Mine")), overlay.patch());
    assertEquals("system:ingestion", overlay.actor());
    assertEquals(overlay.etag(), bench.at("a", "metadata", "annotations", MARK));
    assertEquals(ErrorCode.CONFLICT, code(() -> bench.put("a", "y")));
  }

  @Test
  void overlaySurvivesReadingTheFileAgainAndGoesAlongWithItsChanges() {
    title("Mine");
    Object etag = bench.at("a", "metadata", "etag");
    int changes = bench.changes().size();
    bench.edit(location, file("a", "x"));
    assertEquals(etag, bench.at("a", "metadata", "etag"));
    assertEquals(changes, bench.changes().size());
    bench.edit(location, file("a", "y"));
    assertEquals("Mine", title());
    assertEquals("y", bench.at("a", "spec", "owner"));
    bench.writer.removeOverlay(ref("a"), options());
    assertEquals("From the file", title());
    assertEquals("y", bench.at("a", "spec", "owner"));
    assertNull(bench.at("a", "metadata", "annotations", MARK));
    changes = bench.changes().size();
    bench.edit(location, file("a", "y"));
    assertEquals(changes, bench.changes().size());
  }

  @Test
  void removalGivesBackExactlyWhatWasThereBefore() {
    Object etag = bench.at("a", "metadata", "etag");
    title("Mine");
    assertNotEquals(etag, bench.at("a", "metadata", "etag"));
    bench.writer.removeOverlay(ref("a"), options());
    assertEquals(etag, bench.at("a", "metadata", "etag"));
    assertEquals(Optional.empty(), bench.writer.overlay(ref("a")));
    assertEquals(ErrorCode.NOT_FOUND, code(() -> bench.writer.removeOverlay(ref("a"), options())));
  }

  @Test
  void patchesAddUp() {
    title("One");
    patch(Map.of("metadata", Map.of("labels", Map.of("k", "v"))));
    assertEquals("One", title());
    patch(Map.of("metadata", object("labels", null)));
    assertNull(bench.at("a", "metadata", "labels"));
    title(null);
    assertNull(title());
    bench.edit(location, file("a", "y"));
    assertNull(title());
  }

  @Test
  void whatMayNotBeChangedIsRefusedWithItsPath() {
    WriteRefused refused =
        assertThrows(
            WriteRefused.class,
            () ->
                patch(
                    object(
                        "kind",
                        "API",
                        "metadata",
                        object(
                            "name",
                            "b",
                            "annotations",
                            object("backstage.io/managed-by-location", "url:http://evil/")),
                        "spec",
                        object("owner", "me"))));
    assertEquals(
        List.of(
            "/kind",
            "/metadata/name",
            "/metadata/annotations/backstage.io~1managed-by-location",
            "/spec/owner"),
        refused.problems().stream().map(problem -> problem.pointer()).toList());
    assertEquals("x", bench.at("a", "spec", "owner"));
  }

  @Test
  void fieldsOfTheSpecCanBeAllowedAndTheirRelationsFollow() {
    bench.config.put("catalog.overlays.allow", List.of("spec.owner"));
    patch(Map.of("spec", Map.of("owner", "other")));
    assertEquals(
        List.of(Map.of("type", "ownedBy", "targetRef", "group:default/other")),
        bench.at("a", "relations"));
    bench.writer.removeOverlay(ref("a"), options());
    assertEquals(
        List.of(Map.of("type", "ownedBy", "targetRef", "group:default/x")),
        bench.at("a", "relations"));
    bench.config.put("catalog.overlays.allow", List.of("spec.*"));
    assertEquals(ErrorCode.INPUT, code(() -> patch(Map.of("spec", object("owner", null)))));
    assertEquals(ErrorCode.INPUT, code(() -> title("T")));
  }

  @Test
  void overlayThatNoLongerFitsIsLeftOutAndSaysSo() {
    bench.config.put("catalog.overlays.allow", List.of("spec.*"));
    patch(Map.of("spec", Map.of("dependsOn", List.of("component:default/b"))));
    String api =
        file("a", "x").replace("lifecycle: production", "lifecycle: production\n  system: s");
    patch(Map.of("spec", object("lifecycle", "old")));
    bench.edit(location, api);
    assertEquals("old", bench.at("a", "spec", "lifecycle"));
    assertNull(bench.at("a", "status"));
    bench.processing.forbid("/spec/dependsOn");
    bench.edit(location, file("a", "z"));
    assertEquals("production", bench.at("a", "spec", "lifecycle"));
    assertEquals("z", bench.at("a", "spec", "owner"));
    assertTrue(String.valueOf(bench.at("a", "status")).contains("overlay"), "status");
    bench.processing.forbid(null);
    bench.edit(location, file("a", "w"));
    assertEquals("old", bench.at("a", "spec", "lifecycle"));
    assertNull(bench.at("a", "status"));
  }

  @Test
  void overlayOverAFileThatIsBrokenNowKeepsItsError() {
    bench.edit(location, file("a", "x").replace("  owner: x\n", ""));
    assertTrue(String.valueOf(bench.at("a", "status")).contains("owner"));
    title("Mine");
    assertTrue(String.valueOf(bench.at("a", "status")).contains("owner"));
    assertEquals("Mine", title());
    bench.edit(location, file("a", "y"));
    assertNull(bench.at("a", "status"));
    assertEquals("Mine", title());
    bench.writer.removeOverlay(ref("a"), options());
    assertEquals("From the file", title());
    assertEquals("y", bench.at("a", "spec", "owner"));
  }

  @Test
  void etagsOfTheEntityAndOfTheOverlayAreChecked() {
    String old = (String) bench.at("a", "metadata", "etag");
    String etag =
        bench.writer.patch(ref("a"), Map.of("metadata", Map.of("title", "1")), ifMatch(old)).etag();
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        code(
            () ->
                bench.writer.patch(
                    ref("a"), Map.of("metadata", Map.of("title", "2")), ifMatch(old))));
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        code(() -> bench.writer.removeOverlay(ref("a"), ifMatch(etag))));
    String own = bench.writer.overlay(ref("a")).orElseThrow().etag();
    bench.writer.removeOverlay(ref("a"), ifMatch(own));
    assertEquals("From the file", title());
  }

  @Test
  void dryRunOfAnOverlayStoresNothing() {
    WriteResult result =
        bench.writer.patch(ref("a"), Map.of("metadata", Map.of("title", "T")), WriteBench.dryRun());
    assertEquals("T", ((Map<?, ?>) result.entity().get("metadata")).get("title"));
    assertEquals("From the file", title());
    assertEquals(Optional.empty(), bench.writer.overlay(ref("a")));
  }

  @Test
  void overlayIsThereAgainWhenTheEntityComesBack() {
    title("Mine");
    bench.writer.delete(ref("a"), options());
    assertEquals("Mine", title());
    bench.ingestion.removed(location);
    bench.put("a", "y");
    assertNull(title());
    bench.writer.delete(ref("a"), options());
    bench.ingestion.added(location);
    assertEquals("From the file", title());
  }

  @Test
  void entityThatMovesToAnotherFileKeepsItsOverlay() {
    title("Mine");
    Location other = bench.register("b.yaml", file("a", "other"));
    assertEquals("x", bench.at("a", "spec", "owner"));
    bench.ingestion.removed(location);
    bench.edit(other, file("a", "other"));
    assertEquals("other", bench.at("a", "spec", "owner"));
    assertEquals("Mine", title());
    bench.writer.removeOverlay(ref("a"), options());
    assertEquals("From the file", title());
    assertEquals("other", bench.at("a", "spec", "owner"));
  }

  private void note(String name, EntityNote note) {
    new DefaultEntityNotes(bench.processing)
        .put("example.com/costs", Map.of(ref(name), Optional.ofNullable(note)));
  }

  private static EntityNote dear(long euros) {
    return new EntityNote(
        EntityNote.Level.WARNING,
        euros + " euros a day",
        Map.of("example.com/bill", "b-1"),
        Map.of("costs.day", euros));
  }

  @Test
  void aNoteOfAPluginIsShownAndOutlivesItsFile() {
    note("a", dear(7));
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "example.com/costs");
    item.put("level", "warning");
    item.put("message", "7 euros a day");
    item.put("fields", Map.of("costs.day", 7));
    assertEquals(List.of(item), bench.at("a", "status", "items"));
    assertEquals("b-1", bench.at("a", "metadata", "annotations", "example.com/bill"));
    bench.edit(location, file("a", "y"));
    assertEquals("y", bench.at("a", "spec", "owner"));
    assertEquals(List.of(item), bench.at("a", "status", "items"));
    note("a", null);
    assertNull(bench.at("a", "status"));
    assertNull(bench.at("a", "metadata", "annotations", "example.com/bill"));
  }

  @Test
  void aNoteThatSaysTheSameChangesNothing() {
    note("a", dear(7));
    int changes = bench.changes().size();
    note("a", dear(7));
    assertEquals(changes, bench.changes().size());
    note("a", dear(8));
    assertEquals(changes + 1, bench.changes().size());
  }

  @Test
  void aNoteWaitsForItsEntity() {
    note("b", dear(7));
    bench.register("b.yaml", file("b", "x"));
    assertEquals("b-1", bench.at("b", "metadata", "annotations", "example.com/bill"));
  }

  @Test
  void aNoteSaysWhatItIsAndNothingOfTheEntityItself() {
    DefaultEntityNotes notes = new DefaultEntityNotes(bench.processing);
    for (String type : List.of("costs", "backstage.io/catalog-processing", "a/b/c")) {
      assertEquals(ErrorCode.INPUT, code(() -> notes.put(type, Map.of())));
    }
    for (String field : List.of("costs", "spec.owner", "relations.ownedby", "Costs.day")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new EntityNote(EntityNote.Level.INFO, "x", Map.of(), Map.of(field, 1L)));
    }
  }
}
