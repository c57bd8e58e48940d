package dev.callboard.catalog.write;

import static dev.callboard.catalog.write.WriteBench.component;
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
import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.model.Problem;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not written, and what the refusal says, on each database. */
abstract class RefusedWritesContract {
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

  private static CatalogRules rules(String... kinds) {
    return CatalogRules.of(
        new MapConfig(
            Map.of("catalog.rules", List.of(new HashMap<>(Map.of("allow", List.of(kinds)))))));
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
  void whatTheCallerMayNotKnowIsRefusedLikeWhatIsNotThereAsFarAsNamesAllow() {
    bench.put("a", "secret");
    bench.register("f.yaml", file("f", "secret"));
    for (String hidden : List.of("a", "f")) {
      for (Precondition precondition : List.of(Precondition.NONE, Precondition.ifMatch("x"))) {
        WriteOptions blind = new WriteOptions(WriteBench.cause(), precondition, false, BLIND);
        assertSame(hidden, name -> bench.writer.delete(ref(name), blind));
        assertSame(hidden, name -> bench.writer.patch(ref(name), Map.of(), blind));
        assertSame(hidden, name -> bench.writer.removeOverlay(ref(name), blind));
        assertSame(hidden, name -> bench.writer.put(ref(name), component(name, ""), blind));
      }
      WriteOptions blind =
          new WriteOptions(WriteBench.cause(), Precondition.ifMatch("x"), false, BLIND);
      assertSame(hidden, name -> bench.writer.put(ref(name), component(name, "y"), blind));
      WriteOptions any = new WriteOptions(WriteBench.cause(), Precondition.NONE, false, BLIND);
      WriteRefused taken =
          assertThrows(
              WriteRefused.class, () -> bench.writer.put(ref(hidden), component(hidden, "y"), any));
      assertEquals(ErrorCode.NOT_ALLOWED, taken.code());
      assertFalse(taken.getMessage().contains("yaml"), taken.getMessage());
      assertEquals("secret", bench.at(hidden, "spec", "owner"));
    }
  }

  /** Somebody who may create entities and knows of none. */
  private static final WriteGuard BLIND =
      new WriteGuard() {
        @Override
        public void check(String ref, Optional<IndexedEntity> before) {
          assertTrue(before.isEmpty(), "the guard hides " + ref);
        }

        @Override
        public boolean knows(IndexedEntity before) {
          return false;
        }

        @Override
        public boolean isUnconditional() {
          return false;
        }
      };

  private static void assertSame(String hidden, Consumer<String> write) {
    WriteRefused refused = assertThrows(WriteRefused.class, () -> write.accept(hidden));
    WriteRefused absent = assertThrows(WriteRefused.class, () -> write.accept("absent"));
    assertEquals(absent.code(), refused.code());
    assertEquals(
        absent.getMessage().replace("absent", "?"),
        refused.getMessage().replace("default/" + hidden, "default/?"));
    assertEquals(absent.etag(), refused.etag());
    assertEquals(absent.problems(), refused.problems());
  }
}
