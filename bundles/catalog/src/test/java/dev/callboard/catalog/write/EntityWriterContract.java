package dev.callboard.catalog.write;

import static dev.callboard.catalog.write.WriteBench.component;
import static dev.callboard.catalog.write.WriteBench.dryRun;
import static dev.callboard.catalog.write.WriteBench.file;
import static dev.callboard.catalog.write.WriteBench.options;
import static dev.callboard.catalog.write.WriteBench.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.changes.Change;
import dev.callboard.catalog.changes.ChangeType;
import dev.callboard.catalog.model.MergePatchTest;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What writing entities does to the store and the index, on each database. */
abstract class EntityWriterContract {
  private WriteBench bench;

  abstract WriteBench open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private static ErrorCode code(Runnable work) {
    return assertThrows(PortalException.class, work::run).code();
  }

  @Test
  void putCreatesAnEntityThatReadersSeeAtOnce() {
    WriteResult result = bench.put("a", "group:default/x");
    assertTrue(result.created());
    assertEquals(result.etag(), bench.at("a", "metadata", "etag"));
    assertEquals(
        Map.of(
            "backstage.io/managed-by-location", "api:component:default/a",
            "backstage.io/managed-by-origin-location", "api:component:default/a"),
        bench.at("a", "metadata", "annotations"));
    assertEquals(
        List.of(Map.of("type", "ownedBy", "targetRef", "group:default/x")),
        bench.at("a", "relations"));
    assertEquals(List.of("entity-mutate create component:default/a"), bench.audit.lines());
  }

  @Test
  void putReplacesAnEntityAndKeepsItsUid() {
    WriteResult first = bench.put("a", "x");
    WriteResult second = bench.put("a", "y");
    assertFalse(second.created());
    assertNotEquals(first.etag(), second.etag());
    assertEquals("y", bench.at("a", "spec", "owner"));
    List<Change> changes = bench.changes();
    assertEquals(
        List.of(ChangeType.CREATE, ChangeType.UPDATE), changes.stream().map(Change::type).toList());
    assertEquals(changes.get(0).uid(), changes.get(1).uid());
    assertEquals("PUT /test", changes.get(1).cause().get("request"));
  }

  @Test
  void sameEntityAgainWritesNothing() {
    WriteResult first = bench.put("a", "x");
    bench.audit.clear();
    WriteResult again = bench.put("a", "x");
    assertEquals(first.etag(), again.etag());
    assertEquals(1, bench.changes().size());
    assertEquals(List.of(), bench.audit.lines());
  }

  @Test
  void relationsOfOthersFollow() {
    bench.writer.put(
        new EntityRef("group", "default", "g"),
        Map.of(
            "apiVersion",
            "backstage.io/v1alpha1",
            "kind",
            "Group",
            "metadata",
            Map.of("name", "g"),
            "spec",
            Map.of("type", "team", "children", List.of())),
        options());
    bench.put("a", "g");
    assertEquals(
        List.of(Map.of("type", "ownerOf", "targetRef", "component:default/a")),
        bench.index.at("group:default/g", "relations"));
    bench.put("a", "h");
    assertEquals(List.of(), bench.index.at("group:default/g", "relations"));
    bench.put("a", "g");
    bench.writer.delete(ref("a"), options());
    assertEquals(List.of(), bench.index.at("group:default/g", "relations"));
  }

  @Test
  void dryRunStoresNothingAndShowsTheResult() {
    WriteResult result = bench.writer.put(ref("a"), component("a", "x"), dryRun());
    assertTrue(result.created());
    assertEquals("", result.etag());
    assertEquals(
        List.of(Map.of("type", "ownedBy", "targetRef", "group:default/x")),
        result.entity().get("relations"));
    assertFalse(((Map<?, ?>) result.entity().get("metadata")).containsKey("uid"));
    assertFalse(bench.served("a"));
    assertEquals(List.of(), bench.changes());
    String etag = bench.put("a", "x").etag();
    WriteResult changed = bench.writer.put(ref("a"), component("a", "y"), dryRun());
    assertNotEquals(etag, changed.etag());
    assertEquals(changed.etag(), bench.put("a", "y").etag());
    bench.writer.delete(ref("a"), dryRun());
    assertTrue(bench.served("a"));
  }

  @Test
  void whatIsGoneIsUnknown() {
    assertEquals(ErrorCode.NOT_FOUND, code(() -> bench.writer.delete(ref("a"), options())));
    bench.put("a", "x");
    bench.writer.delete(ref("a"), options());
    assertEquals(ErrorCode.NOT_FOUND, code(() -> bench.writer.delete(ref("a"), options())));
    bench.processing.anew("2");
    assertFalse(bench.served("a"));
    assertEquals(Map.of(), bench.store.sources("api:"));
  }

  @Test
  void patchMergesIntoTheDocument() {
    bench.put("a", "x");
    WriteResult result =
        bench.writer.patch(
            ref("a"),
            MergePatchTest.object("metadata", MergePatchTest.object("title", "T", "labels", null)),
            options());
    assertFalse(result.created());
    assertEquals("T", bench.at("a", "metadata", "title"));
    assertEquals("x", bench.at("a", "spec", "owner"));
    assertEquals(
        ErrorCode.INPUT,
        code(
            () ->
                bench.writer.patch(
                    ref("a"), Map.of("metadata", Map.of("name", "other")), options())));
    bench.writer.patch(
        ref("a"), Map.of("metadata", MergePatchTest.object("title", null)), options());
    assertEquals(null, bench.at("a", "metadata", "title"));
    assertEquals(
        ErrorCode.NOT_FOUND, code(() -> bench.writer.patch(ref("b"), Map.of(), options())));
  }

  @Test
  void severalAreStoredInOneTransactionAndEachHasAnOutcome() {
    bench.register("f.yaml", file("f", "x"));
    List<EntityPut> puts =
        List.of(
            new EntityPut(ref("a"), component("a", "x")),
            new EntityPut(ref("b"), component("other", "x")),
            new EntityPut(ref("f"), component("f", "x")),
            new EntityPut(ref("a"), component("a", "y")),
            new EntityPut(ref("c"), component("c", "x")));
    List<WriteOutcome> outcomes = bench.writer.putAll(puts, true, options());
    assertEquals(
        List.of("left out", "INPUT", "CONFLICT", "INPUT", "left out"),
        outcomes.stream().map(EntityWriterContract::word).toList());
    assertFalse(bench.served("a"));
    outcomes = bench.writer.putAll(puts, false, options());
    assertEquals(
        List.of("created", "INPUT", "CONFLICT", "INPUT", "created"),
        outcomes.stream().map(EntityWriterContract::word).toList());
    assertEquals("x", bench.at("a", "spec", "owner"));
    assertTrue(bench.served("c"));
  }

  private static String word(WriteOutcome outcome) {
    return outcome
        .refusal()
        .map(why -> why.code().name())
        .or(() -> outcome.result().map(result -> result.created() ? "created" : "replaced"))
        .orElse("left out");
  }
}
