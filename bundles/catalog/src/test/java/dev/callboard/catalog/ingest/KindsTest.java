package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.model.ConfiguredKinds;
import dev.callboard.catalog.spi.FieldFormat;
import dev.callboard.catalog.store.EntityErrors;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of plugins and of the configuration, as they come and go. */
class KindsTest {
  private static final String T = "team:default/t";
  private static final Map<String, Object> TEAM =
      Map.of(
          "kind",
          "Team",
          "apiVersions",
          List.of("acme.example/v1"),
          "spec",
          Map.of(
              "type",
              "object",
              "required",
              List.of("lead"),
              "properties",
              Map.of("lead", Map.of("type", "string"))),
          "relations",
          List.of(
              Map.of(
                  "path", "spec.lead",
                  "outgoing", "ledBy",
                  "incoming", "leads",
                  "defaultKind", "User",
                  "defaultNamespace", "default",
                  "allowedKinds", List.of("User", "Group"))));

  @TempDir Path directory;
  private Bench bench;
  private Plugin plugin;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench(directory);
    plugin = new Plugin(bench);
    bench.write("t.yaml", Plugin.team("t", "{lead: ann, size: 3}"));
  }

  @AfterEach
  void stop() throws Exception {
    plugin.close();
    bench.close();
  }

  private String errors() {
    return bench.store.read(EntityErrors::all).toString();
  }

  private String status() {
    return String.valueOf(bench.index.at(T, "status"));
  }

  private String relations() {
    return String.valueOf(bench.index.at(T, "relations"));
  }

  private void define(Map<String, Object> kind) {
    plugin.config = Map.of("catalog.kinds", List.of(kind));
    plugin.use();
  }

  @Test
  void kindOfAPluginServesEntitiesThatWereRefusedBefore() {
    bench.run("t.yaml");
    assertFalse(bench.index.entities().containsKey(T));
    plugin.extensions.bindKind(new Plugin.Team());
    plugin.use();
    bench.run("t.yaml");
    assertEquals("[{type=ledBy, targetRef=user:default/ann}]", relations());
  }

  @Test
  void entitiesOfAKindThatWentStayAsTheyAreAndSaySo() {
    Plugin.Team kind = new Plugin.Team();
    plugin.extensions.bindKind(kind);
    plugin.use();
    bench.run("t.yaml");
    plugin.extensions.unbindKind(kind);
    plugin.use();
    bench.mode = new RootRun.Mode(false, false);
    bench.run("t.yaml");
    assertNull(bench.index.at(T, "status"), "a kind that may be yet to come at a start");
    bench.mode = new RootRun.Mode(false, true);
    bench.run("t.yaml");
    assertEquals("ann", bench.index.at(T, "spec", "lead"));
    assertEquals("[{type=ledBy, targetRef=user:default/ann}]", relations());
    assertTrue(status().contains("No processor recognized the entity " + T), status());
    plugin.extensions.bindKind(kind);
    plugin.use();
    bench.run("t.yaml");
    assertNull(bench.index.at(T, "status"));
  }

  @Test
  void allErrorsOfAnEntityAreNamedWithTheirLines() throws Exception {
    plugin.extensions.bindKind(new Plugin.Team());
    plugin.use();
    bench.run("t.yaml");
    bench.write(
        "t.yaml",
        Plugin.team("t", "\n  size: big\n  lead: [1]").replace("name: t", "name: t\n  tags: [A]"));
    bench.run("t.yaml");
    assertEquals("ann", bench.index.at(T, "spec", "lead"));
    assertTrue(status().contains("/spec/size must be integer"), status());
    assertTrue(status().contains("/spec/lead must be string"), status());
    assertTrue(status().contains("\"tags.0\" is not valid"), status());
    assertTrue(status().contains("line=7"), status());
  }

  @Test
  void kindOfTheConfigurationServesUntilItIsTakenOut() {
    define(TEAM);
    bench.run("t.yaml");
    assertEquals("[{type=ledBy, targetRef=user:default/ann}]", relations());
    plugin.config = Map.of();
    plugin.use();
    bench.run("t.yaml");
    assertEquals("ann", bench.index.at(T, "spec", "lead"));
    assertTrue(status().contains("No processor recognized"), status());
  }

  @Test
  void fieldRefersToAllowedKindsOnly() throws Exception {
    define(TEAM);
    bench.write("t.yaml", Plugin.team("t", "{lead: 'group:ops'}"));
    bench.run("t.yaml");
    assertEquals("[{type=ledBy, targetRef=group:default/ops}]", relations());
    bench.write("t.yaml", Plugin.team("t", "{lead: 'component:ops'}"));
    bench.run("t.yaml");
    assertTrue(
        status()
            .contains("spec.lead must refer to Group or User, but refers to component:default/ops"),
        status());
  }

  @Test
  void changedDefinitionOfAKindProcessesItsEntitiesAgain() {
    define(TEAM);
    bench.run("t.yaml");
    Map<String, Object> stricter = new HashMap<>(TEAM);
    stricter.put("spec", "{\"required\": [\"motto\"]}");
    define(stricter);
    bench.run("t.yaml");
    assertTrue(status().contains("must have required property 'motto'"), status());
  }

  @Test
  void configurationThatIsWrongNamesTheEntryAndTheKey() {
    for (String key : List.of("kind", "apiVersions", "spec")) {
      Map<String, Object> without = new HashMap<>(TEAM);
      without.remove(key);
      assertWrong(without, "catalog.kinds[0] needs", key);
    }
    Map<String, Object> broken = new HashMap<>(TEAM);
    broken.put("spec", "{");
    assertWrong(broken, "catalog.kinds[0] has a schema that is not JSON");
    broken.put("spec", Map.of("type", 5));
    assertWrong(broken, "catalog.kinds[0] has a schema that is none: /type");
    broken.put("spec", List.of());
    assertWrong(broken, "catalog.kinds[0] has a schema that is no object");
    broken.putAll(TEAM);
    broken.put("relations", List.of(Map.of("path", "spec.lead", "outgoing", "ledBy")));
    assertWrong(broken, "catalog.kinds[0].relations[0] needs 'incoming'");
  }

  private static void assertWrong(Map<String, Object> kind, String... texts) {
    MapConfig config = new MapConfig(Map.of("catalog.kinds", List.of(kind)));
    PortalException e =
        assertThrows(PortalException.class, () -> ConfiguredKinds.of(config), kind.toString());
    for (String text : texts) {
      assertTrue(e.getMessage().contains(text), e.getMessage());
    }
  }

  @Test
  void optionalKindsAreKnownWhenTheConfigurationNamesThem() {
    bench.write(
        "mcp.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata: {name: m}
        spec:
          {type: mcp-server, lifecycle: l, owner: o, remotes: [{type: sse, url: 'https://x'}]}
        """);
    bench.write(
        "rule.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: AiResource
        metadata: {name: r}
        spec: {type: rule, lifecycle: l, owner: o, category: c, rationale: because}
        """);
    bench.run(".");
    assertFalse(bench.index.entities().containsKey("api:default/m"));
    plugin.config = Map.of("catalog.optionalKinds", List.of("mcp-server", "AiResource"));
    plugin.use();
    bench.run(".");
    assertEquals("mcp-server", bench.index.at("api:default/m", "spec", "type"));
    assertEquals("rule", bench.index.at("airesource:default/r", "spec", "type"));
    assertEquals(1, bench.store.read(EntityErrors::all).size(), errors());
  }

  @Test
  void formatOfAFieldTakesThePlaceOfTheCatalogsOwn() {
    FieldFormat codes =
        new FieldFormat() {
          @Override
          public Field field() {
            return Field.NAME;
          }

          @Override
          public boolean isValid(String value) {
            return value.startsWith("x");
          }

          @Override
          public String expectation() {
            return "a code that begins with x";
          }
        };
    plugin.extensions.bindFormat(codes);
    plugin.use();
    bench.write("a.yaml", Bench.component("a", "o"));
    bench.write("b.yaml", Bench.component("x_é", "o"));
    bench.run(".");
    assertTrue(bench.index.entities().containsKey("component:default/x_é"));
    assertTrue(errors().contains("expected a code that begins with x but found"), errors());
    assertFalse(bench.index.entities().containsKey("component:default/a"));
  }
}
