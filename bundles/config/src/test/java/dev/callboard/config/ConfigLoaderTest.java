package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;
  private LoaderFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new LoaderFixture(folder);
  }

  @Test
  void laterLayersWinObjectsMergeListsReplaceAndNullHides() {
    Config config =
        fixture
            .layer("a.yaml", "a: {b: 1, c: 2, gone: {x: 1}}\nlist: [1, 2]\nkept: yes\n")
            .layer("b.yaml", "a: {c: 3, d: 4, gone: null}\nlist: [9]\n")
            .load();
    assertEquals(
        Map.of("a", Map.of("b", 1L, "c", 3L, "d", 4L), "list", List.of(9L), "kept", "yes"),
        config.value("").orElseThrow());
    assertEquals(Optional.of("a.yaml:1"), config.origin("a.b"));
    assertEquals(Optional.of("b.yaml:1"), config.origin("a.c"));
  }

  @Test
  void whatNullHidCanBeSetAgainAboveIt() {
    Config config =
        fixture
            .layer("a.yaml", "a: {b: 1}")
            .layer("b.yaml", "a: null")
            .layer("c.yaml", "a: {c: 2}")
            .load();
    assertEquals(Map.of("c", 2L), config.value("a").orElseThrow());
  }

  @Test
  void unknownKeysAreKept() {
    Config config = fixture.layer("a.yaml", "what-is/this: {'a.b': {c: x}}").load();
    Config section = config.section("what-is/this").orElseThrow();
    assertEquals(Set.of("a.b"), section.keys());
    assertEquals(Map.of("a.b", Map.of("c", "x")), section.value("").orElseThrow());
  }

  @Test
  void variablesAreReplacedFallBackOrRemoveTheValue() {
    Config config =
        fixture
            .layer("low.yaml", "below: low")
            .layer(
                "a.yaml",
                """
                plain: ${A}
                joined: x-${A}-${B}
                fallback: ${NOPE:-text}
                emptyFallback: ${NOPE:-}
                unset: before ${NOPE} after
                empty: ${EMPTY}
                literal: $${A} costs $5
                spaces: ${ A }
                below: ${NOPE}
                list: ['${A}', '${NOPE}']
                """)
            .load(Map.of("A", "1", "B", "2", "EMPTY", ""));
    assertEquals(Optional.of("1"), config.string("plain"));
    assertEquals(Optional.of("x-1-2"), config.string("joined"));
    assertEquals(Optional.of("text"), config.string("fallback"));
    assertFalse(config.has("emptyFallback"));
    assertFalse(config.has("unset"));
    assertFalse(config.has("empty"));
    assertEquals(Optional.of("${A} costs $5"), config.string("literal"));
    assertEquals(Optional.of("1"), config.string("spaces"));
    assertEquals(Optional.of("low"), config.string("below"));
    assertEquals(List.of("1"), config.strings("list"));
  }

  @Test
  void includesReadTheEnvironmentFilesAndParts() {
    fixture.file("sub/part.yaml", "a: {b: {deep: '${A}', file: {$file: secret.txt}}}");
    fixture.file("sub/secret.txt", "s3cret \n\n");
    fixture.file("sub/data.json", "{\"n\": 12}");
    Config config =
        fixture
            .layer(
                "a.yaml",
                """
                env: {$env: A}
                noEnv: {$env: NOPE}
                part: {$include: 'sub/part.yaml#a.b'}
                json: {$include: '${DIR}/data.json'}
                absent: {$include: 'sub/part.yaml#a.x.y'}
                """)
            .load(Map.of("A", "1", "DIR", "sub"));
    assertEquals(
        Map.of("env", "1", "part", Map.of("deep", "1", "file", "s3cret"), "json", Map.of("n", 12L)),
        config.value("").orElseThrow());
  }

  @Test
  void includesThatAreWrongAreNamedWithTheirLine() {
    assertEquals(
        "$include goes round in a circle",
        fixture.layer("circle.yaml", "\na: {$include: circle.yaml}").problem().message());
    assertIncludeProblem(
        2, "$file must be the only key of its object", "x: 1\na: {$file: x, b: 1}");
    assertIncludeProblem(1, "$file must be a text", "a: {$file: [x]}");
    assertIncludeProblem(
        1, "$include reads files that end in .json, .yaml or .yml", "a: {$include: x.txt}");
    assertIncludeProblem(1, "$file names a variable that is not defined", "a: {$file: '${NOPE}'}");
  }

  @Test
  void otherKeysWithADollarSignAreOrdinary() {
    Config config = fixture.layer("a.yaml", "filter: {$not: {kind: {$in: [Group]}}}").load();
    assertEquals(
        Map.of("$not", Map.of("kind", Map.of("$in", List.of("Group")))),
        config.value("filter").orElseThrow());
  }

  private void assertIncludeProblem(int line, String message, String text) {
    ConfigProblem problem = new LoaderFixture(folder).layer("bad.yaml", text).problem();
    assertEquals(message, problem.message());
    assertEquals(line, problem.line());
  }

  @Test
  void circlesThroughSeveralFilesAreRefused() {
    fixture.file("one.yaml", "x: {$include: two.yaml}");
    fixture.file("two.yaml", "x: {$include: 'one.yaml'}");
    ConfigProblem problem = fixture.layer("a.yaml", "a: {$include: one.yaml}").problem();
    assertEquals("$include goes round in a circle", problem.message());
    assertTrue(problem.file().endsWith("two.yaml"), problem.file());
  }

  @Test
  void includesMayBeNestedSixteenDeepAndNotSeventeen() {
    for (int i = 1; i <= 17; i++) {
      fixture.file("f" + i + ".yaml", i == 17 ? "end: 1" : "n: {$include: f" + (i + 1) + ".yaml}");
    }
    for (int start = 1; start <= 3; start++) {
      // f3 leads through 15 files, f2 through 16, f1 through 17.
      int depth = 18 - start;
      List<ConfigProblem> problems =
          new LoaderFixture(folder)
              .layer("a.yaml", "a: {$include: f" + start + ".yaml}")
              .loader(Map.of())
              .check();
      assertEquals(depth <= Transformer.MAX_INCLUDES, problems.isEmpty(), depth + ": " + problems);
    }
  }

  @Test
  void F39_syntaxErrorsNameFileLineAndColumn() {
    ConfigProblem problem = fixture.layer("bad.yaml", "a: 1\nb: [1, 2\nc: 3\n").problem();
    assertTrue(problem.file().endsWith("bad.yaml"));
    assertEquals(3, problem.line());
    assertTrue(problem.column() > 0);
    assertTrue(problem.toString().matches("(?s).*bad\\.yaml:3:\\d+: syntax error: .+"));
  }

  @Test
  void everyBadLayerIsTold() {
    List<ConfigProblem> problems =
        fixture
            .layer("a.yaml", "a: [")
            .layer("b.yaml", "b: 1")
            .layer("c.yaml", "- 1")
            .loader(Map.of())
            .check();
    assertEquals(2, problems.size(), problems.toString());
    assertEquals("the file must have an object with keys at the top", problems.get(1).message());
  }

  @Test
  void duplicateKeysNameBothLines() {
    ConfigProblem problem = fixture.layer("a.yaml", "a:\n  b: 1\n  c: 2\n  b: 3\n").problem();
    assertEquals("the key 'b' is already there, in line 2", problem.message());
    assertEquals(4, problem.line());
    assertEquals(3, problem.column());
  }

  @Test
  void emptyFilesAreEmptyLayers() {
    Config config =
        fixture.layer("a.yaml", "").layer("b.yaml", "# only\n").layer("c.yaml", "~").load();
    assertEquals(Set.of(), config.keys());
  }

  @Test
  void absentFilesAreTold() {
    ConfigLoader loader =
        new ConfigLoader(ConfigSources.files(List.of(folder.resolve("no.yaml")), Map.of()));
    assertTrue(loader.check().get(0).message().endsWith("no.yaml does not exist"));
    assertThrows(ConfigException.class, loader::load);
  }

  @Test
  void theCommandLinePortWinsAndKeepsTheHost() {
    fixture.layer("a.yaml", "backend: {listen: '0.0.0.0:80', baseUrl: 'http://localhost:80'}");
    ConfigSources files =
        ConfigSources.files(List.of(folder.resolve("a.yaml")), Map.of("APP_CONFIG_app_x", "1"));
    Config config =
        new ConfigLoader(
                new ConfigSources(files.files(), files.environment(), OptionalInt.of(7100)))
            .load()
            .config();
    assertEquals(Optional.of(7100L), config.number("backend.listen.port"));
    assertEquals(Optional.of("0.0.0.0"), config.string("backend.listen.host"));
    assertEquals(Optional.of("http://localhost:7100"), config.string("backend.baseUrl"));
    assertEquals(Optional.of(1L), config.number("app.x"));
  }

  @Test
  void aBaseUrlOfAnotherHostStaysWhenThePortIsOverridden() {
    fixture.layer("a.yaml", "backend: {listen: {port: 80}, baseUrl: 'https://portal.example.com'}");
    ConfigSources files = ConfigSources.files(List.of(folder.resolve("a.yaml")), Map.of());
    Config config =
        new ConfigLoader(new ConfigSources(files.files(), Map.of(), OptionalInt.of(7100)))
            .load()
            .config();
    assertEquals(Optional.of("https://portal.example.com"), config.string("backend.baseUrl"));
  }
}
