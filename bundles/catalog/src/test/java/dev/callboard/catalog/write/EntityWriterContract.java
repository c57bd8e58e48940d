package dev.callboard.catalog.write;

import static dev.callboard.catalog.write.WriteBench.component;
import static dev.callboard.catalog.write.WriteBench.dryRun;
import static dev.callboard.catalog.write.WriteBench.file;
import static dev.callboard.catalog.write.WriteBench.ifMatch;
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
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.model.MergePatchTest;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What writing entities does to the store and the index, on each database. */
abstract class EntityWriterContract {
  private WriteBench bench;

  abstract WriteBench open(boolean deleteOrphans) throws Exception;

  @BeforeEach
  void start() throws Exception {
    bench = open(true);
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  private static ErrorCode code(Runnable work) {
    return assertThrows(PortalException.class, work::run).code();
  }

  private static CatalogRules rules(String... kinds) {
    return CatalogRules.of(
        new MapConfig(
            Map.of("catalog.rules", List.of(new HashMap<>(Map.of("allow", List.of(kinds)))))));
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
  void everythingThatIsWrongIsToldAtOnceWithItsPath() {
    Map<String, Object> entity = component("b", "x");
    entity.put("relations", List.of());
    entity.put("spec", new HashMap<>(Map.of("type", 7, "lifecycle", "production")));
    WriteRefused refused =
        assertThrows(WriteRefused.class, () -> bench.writer.put(ref("a"), entity, options()));
    assertEquals(ErrorCode.INPUT, refused.code());
    List<String> paths = refused.problems().stream().map(Problem::pointer).toList();
    assertTrue(
        paths.containsAll(List.of("/metadata/name", "/relations", "/spec/type")),
        refused.problems().toString());
    assertTrue(refused.getMessage().contains("owner"), refused.getMessage());
    assertFalse(bench.served("a"));
    assertEquals(List.of("entity-mutate put component:default/a"), bench.audit.lines());
  }

  @Test
  void catalogRulesHoldForTheTypeApi() {
    bench.processing.rules(rules("API"));
    WriteRefused refused = assertThrows(WriteRefused.class, () -> bench.put("a", "x"));
    assertEquals("/kind", refused.problems().get(0).pointer());
    bench.processing.rules(
        CatalogRules.of(
            new MapConfig(
                Map.of(
                    "catalog.rules",
                    List.of(
                        Map.of(
                            "allow",
                            List.of("Component"),
                            "locations",
                            List.of(Map.of("type", "api", "pattern", "component:default/*"))))))));
    assertTrue(bench.put("a", "x").created());
  }

  @Test
  void anEntityThatWouldHaveSomethingReadIsRefused() {
    Map<String, Object> entity = component("l", "x");
    entity.put("kind", "Location");
    entity.put("spec", Map.of("targets", List.of("http://127.0.0.1:7090/secret.yaml")));
    WriteRefused refused =
        assertThrows(
            WriteRefused.class,
            () -> bench.writer.put(new EntityRef("location", "default", "l"), entity, options()));
    assertTrue(refused.getMessage().contains("POST /locations"), refused.getMessage());
  }

  @Test
  void Y18_annotationsOfTheCatalogCannotBeSet() {
    Map<String, Object> entity = component("a", "x");
    entity.put(
        "metadata",
        Map.of(
            "name",
            "a",
            "uid",
            "mine",
            "etag",
            "mine",
            "annotations",
            Map.of(
                "backstage.io/managed-by-location",
                "file:/etc/passwd",
                "backstage.io/orphan",
                "true")));
    WriteResult result = bench.writer.put(ref("a"), entity, options());
    assertNotEquals("mine", bench.at("a", "metadata", "uid"));
    assertEquals(result.etag(), bench.at("a", "metadata", "etag"));
    assertEquals(
        "api:component:default/a",
        bench.at("a", "metadata", "annotations", "backstage.io/managed-by-location"));
    assertEquals(null, bench.at("a", "metadata", "annotations", "backstage.io/orphan"));
  }

  @Test
  void ifMatchLetsOnlyTheVersionPassThatIsThere() {
    WriteResult first = bench.put("a", "x");
    WriteResult second = bench.writer.put(ref("a"), component("a", "y"), ifMatch(first.etag()));
    WriteRefused refused =
        assertThrows(
            WriteRefused.class,
            () -> bench.writer.put(ref("a"), component("a", "z"), ifMatch(first.etag())));
    assertEquals(ErrorCode.PRECONDITION_FAILED, refused.code());
    assertEquals(Optional.of(second.etag()), refused.etag());
    assertEquals("y", bench.at("a", "spec", "owner"));
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        code(() -> bench.writer.put(ref("b"), component("b", "x"), ifMatch(first.etag()))));
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        code(() -> bench.writer.delete(ref("a"), ifMatch(first.etag()))));
    bench.writer.delete(ref("a"), ifMatch(second.etag()));
    assertFalse(bench.served("a"));
  }

  @Test
  void createOnlyRefusesWhatExists() {
    WriteOptions create =
        new WriteOptions(
            WriteBench.cause(), Precondition.of(null, "*"), false, WriteGuard.ANYTHING);
    bench.writer.put(ref("a"), component("a", "x"), create);
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        code(() -> bench.writer.put(ref("a"), component("a", "y"), create)));
  }

  @Test
  void ifMatchCanBeRequired() {
    bench.config.put("catalog.write.requireIfMatch", true);
    String etag = bench.put("a", "x").etag();
    assertEquals(ErrorCode.PRECONDITION_FAILED, code(() -> bench.put("a", "y")));
    assertEquals(
        ErrorCode.PRECONDITION_FAILED, code(() -> bench.writer.delete(ref("a"), options())));
    bench.writer.put(ref("a"), component("a", "y"), ifMatch(etag));
    assertEquals("y", bench.at("a", "spec", "owner"));
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
  void entityOfAFileIsNotReplacedAndTheTextNamesTheFile() {
    bench.register("a.yaml", file("a", "x"));
    WriteRefused refused = assertThrows(WriteRefused.class, () -> bench.put("a", "y"));
    assertEquals(ErrorCode.CONFLICT, refused.code());
    assertTrue(refused.getMessage().contains(WriteBench.BASE + "a.yaml"), refused.getMessage());
    assertEquals("x", bench.at("a", "spec", "owner"));
  }

  @Test
  void fileThatClaimsAWrittenEntityWaitsForItsDeletion() {
    bench.put("a", "written");
    bench.register("a.yaml", file("a", "file"));
    assertEquals("written", bench.at("a", "spec", "owner"));
    assertEquals("api:component:default/a", bench.store.conflicts().get(0).winnerKey());
    bench.writer.delete(ref("a"), options());
    assertEquals("file", bench.at("a", "spec", "owner"));
    assertEquals(List.of(), bench.store.conflicts());
  }

  @Test
  void deletionOfAnEntityOfAFileHasTheFileReadAgain() {
    bench.register("a.yaml", file("a", "x"));
    Object uid = bench.at("a", "metadata", "uid");
    bench.writer.delete(ref("a"), options());
    assertTrue(bench.served("a"));
    assertNotEquals(uid, bench.at("a", "metadata", "uid"));
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
  void anEntityThatNobodyListsAnyMoreCanBeTakenOver() throws Exception {
    bench.close();
    bench = open(false);
    Location location = bench.register("a.yaml", file("a", "x"));
    bench.edit(location, file("b", "x"));
    assertEquals("true", bench.at("a", "metadata", "annotations", "backstage.io/orphan"));
    Object uid = bench.at("a", "metadata", "uid");
    bench.put("a", "y");
    assertEquals("y", bench.at("a", "spec", "owner"));
    assertEquals(uid, bench.at("a", "metadata", "uid"));
    assertEquals(null, bench.at("a", "metadata", "annotations", "backstage.io/orphan"));
  }

  @Test
  void otherRulesShowWhatIsNoLongerAllowedAndKeepIt() {
    bench.put("a", "x");
    String etag = (String) bench.at("a", "metadata", "etag");
    bench.processing.rules(rules("API"));
    assertTrue(String.valueOf(bench.at("a", "status")).contains("not of an allowed kind"));
    assertEquals("x", bench.at("a", "spec", "owner"));
    bench.processing.rules(rules("Component"));
    assertEquals(etag, bench.at("a", "metadata", "etag"));
    int changes = bench.changes().size();
    bench.processing.anew("2");
    assertEquals(changes, bench.changes().size());
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
