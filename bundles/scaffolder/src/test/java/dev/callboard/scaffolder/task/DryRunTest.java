package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.action.DebugLogAction;
import dev.callboard.scaffolder.action.DebugWaitAction;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
  @TempDir Path temp;
  private SqliteDatabase database;
  private TestNode node;
  private DryRun dryRun;

  @BeforeEach
  void open() throws Exception {
    database = new SqliteDatabase(temp.resolve("db.sqlite"));
    node = new TestNode(database, temp, "a", MapConfig.empty());
    node.add(new DebugLogAction());
    node.add(new DebugWaitAction());
    dryRun = new DryRun(node.services);
  }

  @AfterEach
  void close() throws Exception {
    node.close();
    database.close();
  }

  private Map<String, Object> run(Map<String, Object> spec, Map<String, String> secrets) {
    return dryRun.run(spec, List.of(), secrets, TestPrincipal.ALICE);
  }

  @Test
  void anActionWithEffectsIsPassedOverWithOutputsMadeUp() {
    node.add(
        new TemplateAction() {
          @Override
          public String id() {
            return "publish";
          }

          @Override
          public Map<String, Object> outputSchema() {
            return Map.of("properties", Map.of("url", Map.of("type", "string")));
          }

          @Override
          public void run(ActionContext context) {
            throw new AssertionError("was run");
          }
        });
    Map<String, Object> spec = spec(step("p", "publish"));
    spec.put("output", Map.of("url", "${{ steps.p.output.url }}"));

    Map<String, Object> answer = run(spec, Map.of());

    assertEquals(Map.of("url", "<example>"), answer.get("output"));
    assertTrue(answer.get("log").toString().contains("does not support dry-run"));
  }

  @Test
  void T06_secretsAreHiddenHereToo() {
    String answer =
        run(
                spec(
                    step("l", "debug:log", "input", Map.of("message", "${{ secrets.k | upper }}"))),
                Map.of("k", "hunter2x"))
            .toString();

    assertFalse(answer.toLowerCase().contains("hunter2x"), answer);
    assertTrue(answer.contains("***"), answer);
  }

  @Test
  void T06_filesOfTheAnswerShowNoSecret() {
    node.add(
        new TemplateAction() {
          @Override
          public String id() {
            return "fs:put";
          }

          @Override
          public boolean supportsDryRun() {
            return true;
          }

          @Override
          public void run(ActionContext context) throws Exception {
            context
                .workspace()
                .writeText(
                    (String) context.input().get("name"), (String) context.input().get("content"));
          }
        });
    String answer =
        run(
                spec(
                    step(
                        "w",
                        "fs:put",
                        "input",
                        Map.of("name", "f-${{ secrets.k }}", "content", "k=${{ secrets.k }}!"))),
                Map.of("k", "hunter2x"))
            .toString();

    String stars = java.util.Base64.getEncoder().encodeToString("***".getBytes());
    assertTrue(answer.contains(stars), answer);
    assertTrue(answer.contains("path=***"), answer);
  }

  @Test
  void aTemplateOfTheCatalogIsReadWhereItLiesAndAGivenOneOnlyBesideItself() {
    node.add(
        new TemplateAction() {
          @Override
          public String id() {
            return "tell:base";
          }

          @Override
          public boolean supportsDryRun() {
            return true;
          }

          @Override
          public void run(ActionContext context) {
            context.output("base", context.templateInfo().orElseThrow().baseUrl().orElseThrow());
          }
        });
    String base = "https://git.example/t/template.yaml";
    Map<String, Object> spec = spec(step("b", "tell:base"));
    spec.put("templateInfo", Map.of("entityRef", "template:default/t", "baseUrl", base));
    spec.put("output", Map.of("base", "${{ steps.b.output.base }}"));

    assertEquals(
        Map.of("base", base), dryRun.run(spec, Map.of(), TestPrincipal.ALICE).get("output"));
    assertFalse(run(spec, Map.of()).get("output").toString().contains("git.example"));
  }

  @Test
  void anUnknownActionIsToldBeforeAnythingRuns() {
    PortalException error =
        assertThrows(PortalException.class, () -> run(spec(step("n", "no:such")), Map.of()));

    assertEquals(ErrorCode.NOT_FOUND, error.code());
  }

  @Test
  void aRunThatTakesTooLongIsEndedAndLeavesNothingBehind() throws Exception {
    MapConfig quick = MapConfig.of("scaffolder.dryRun.timeout", "PT0.4S");
    PortalException error;
    try (TestNode other = new TestNode(database, temp, "b", quick)) {
      other.add(new DebugWaitAction());
      dryRun = new DryRun(other.services);
      error =
          assertThrows(
              PortalException.class,
              () -> run(spec(step("w", "debug:wait", "input", Map.of("seconds", 20))), Map.of()));
    }

    assertEquals(ErrorCode.INPUT, error.code());
    assertTrue(error.getMessage().contains("scaffolder.dryRun.timeout"), error.getMessage());
    try (Stream<Path> left = Files.list(temp.resolve("b/tmp"))) {
      assertEquals(0, left.count());
    }
  }
}
