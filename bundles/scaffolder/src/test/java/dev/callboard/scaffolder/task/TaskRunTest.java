package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import dev.callboard.testing.MapConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps mean, by the words of the log and the outputs. */
class TaskRunTest {
  @TempDir Path temp;
  private SqliteDatabase database;
  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    database = new SqliteDatabase(temp.resolve("db.sqlite"));
    node = node(database, MapConfig.empty());
    node.add("say", context -> context.logger().info("" + context.input().get("message")));
    node.add("give", context -> context.input().forEach(context::output));
    node.add(
        "fail",
        context -> {
          throw PortalException.conflict("no " + context.input().get("message"));
        });
    node.worker.start();
  }

  private TestNode node(PluginDatabase shared, MapConfig config) {
    return new TestNode(shared, temp, "a", config);
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    database.close();
  }

  private List<String> run(Map<String, Object> spec) throws Exception {
    return run(spec, Map.of());
  }

  private List<String> run(Map<String, Object> spec, Map<String, String> secrets) throws Exception {
    String id = node.create(spec, secrets);
    node.awaitEnd(id);
    last = id;
    return node.messages(id);
  }

  private String last;

  private static Map<String, Object> input(Object... pairs) {
    Map<String, Object> input = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      input.put((String) pairs[i], pairs[i + 1]);
    }
    return input;
  }

  @Test
  void stepsRunInTheirOrderAndSayWhatTheReferenceSays() throws Exception {
    Map<String, Object> spec =
        spec(
            step("one", "give", "input", input("x", "${{ parameters.name }}", "n", 3)),
            step("two", "say", "input", input("message", "got ${{ steps.one.output.x }}")));
    spec.put(
        "output",
        Map.of(
            "n",
            "${{ steps.one.output.n }}",
            "links",
            List.of(
                Map.of("title", "yes", "url", "https://x/${{ parameters.name }}"),
                Map.of("title", "no", "url", "u", "if", "${{ parameters.nothing }}"),
                Map.of("title", "if", "url", "u", "if", "${{ steps.one.output.n == 3 }}"))));

    assertEquals(
        List.of(
            "Starting up task with 2 steps",
            "Beginning step one",
            "Finished step one",
            "Beginning step two",
            "info: got demo",
            "Finished step two",
            "Run completed with status: completed"),
        run(spec));
    assertEquals(
        Map.of(
            "n",
            3,
            "links",
            List.of(
                Map.of("title", "yes", "url", "https://x/demo"),
                Map.of("title", "if", "url", "u"))),
        node.completion(last).get("output"));
    assertEquals(List.of("task create " + last, "task execution " + last), node.audit.lines());
  }

  @Test
  void whatIsPublishedIsRecordedWithItsAddressAndItsTask() throws Exception {
    node.add(
        "publish:here",
        context -> {
          context.output("remoteUrl", "https://git.example.com/" + context.input().get("name"));
          context.output("commitHash", "c0ffee");
        });
    node.add(
        "publish:here:pull-request",
        context -> {
          context.output("remoteUrl", "https://git.example.com/a/pull/7");
          context.output("pullRequestNumber", 7);
        });
    run(
        spec(
            step("one", "publish:here", "input", Map.of("name", "a")),
            step(
                "each",
                "publish:here",
                "each",
                List.of("b", "c"),
                "input",
                Map.of("name", "${{ each.value }}")),
            step("pull", "publish:here:pull-request")));
    assertEquals(
        List.of(
            "task create " + last,
            "publish-repo  https://git.example.com/a",
            "publish-repo  https://git.example.com/b",
            "publish-repo  https://git.example.com/c",
            "publish-pr  https://git.example.com/a/pull/7",
            "task execution " + last),
        node.audit.lines());
    AuditEvent first = node.audit.events().get(1);
    assertEquals(Map.of("task", last, "commit", "c0ffee"), first.cause());
    assertEquals("publish:here", first.meta().get("action"));
  }

  @Test
  void aConditionThatIsFalsyOrAnEmptyListSkips() throws Exception {
    List<String> messages =
        run(
            spec(
                step("a", "say", "if", false),
                step("b", "say", "if", "${{ [] }}"),
                step("c", "say", "if", "${{ parameters.nothing }}"),
                step("d", "say", "if", ""),
                step("e", "say", "if", "${{ [0] }}", "input", input("message", "e ran")),
                step("f", "say", "if", "no", "input", input("message", "f ran"))));

    assertEquals(
        4, messages.stream().filter(m -> m.endsWith("its if condition was false")).count());
    assertTrue(messages.contains("Skipping step a because its if condition was false"));
    assertTrue(messages.containsAll(List.of("info: e ran", "info: f ran")), messages.toString());
  }

  @Test
  void afterAFailureOnlyThoseRunThatAskForIt() throws Exception {
    List<String> messages =
        run(
            spec(
                step("early", "say", "if", "${{ failure() }}"),
                step("bad", "fail", "input", input("message", "way")),
                step("later", "say"),
                step("false", "say", "if", "${{ not always() }}"),
                step("clean", "say", "if", "${{ always() }}", "input", input("message", "clean")),
                step("tell", "say", "if", "${{ failure() }}", "input", input("message", "tell"))));

    assertEquals(
        List.of(
            "Starting up task with 6 steps",
            "Beginning step early",
            "Skipping step early because its if condition was false",
            "Beginning step bad",
            "ConflictError: no way",
            "Skipping step later because a previous step failed",
            "Beginning step false",
            "Skipping step false because its if condition was false",
            "Beginning step clean",
            "info: clean",
            "Finished step clean",
            "Beginning step tell",
            "info: tell",
            "Finished step tell",
            "Run completed with status: failed"),
        messages);
    assertEquals(
        Map.of("name", "ConflictError", "message", "no way"), node.completion(last).get("error"));
  }

  @Test
  void eachRepeatsAStepAndItsOutputsBecomeLists() throws Exception {
    Map<String, Object> spec =
        spec(
            step(
                "l",
                "give",
                "each",
                "${{ ['a', 'b'] }}",
                "input",
                input("v", "${{ each.value }}${{ each.key }}")),
            step(
                "m",
                "give",
                "each",
                Map.of("k", 1),
                "if",
                "${{ each.value == 1 }}",
                "input",
                input("k", "${{ each.key }}")),
            step(
                "n",
                "give",
                "each",
                List.of(1, 2),
                "if",
                "${{ each.value > 1 }}",
                "input",
                input("x", "${{ each.value }}")));
    spec.put(
        "output",
        Map.of(
            "l", "${{ steps.l.output.v }}",
            "m", "${{ steps.m.output.k }}",
            "n", "${{ steps.n.output.x }}"));

    List<String> messages = run(spec);

    assertEquals(
        Map.of("l", List.of("a0", "b1"), "m", List.of("k"), "n", List.of(2)),
        node.completion(last).get("output"));
    assertTrue(messages.contains("info: Running step each: {\"key\":\"0\",\"value\":\"a\"}"));
  }

  @Test
  void eachMustBeAListOrAnObject() throws Exception {
    List<String> messages = run(spec(step("l", "give", "each", "text")));

    assertTrue(
        messages.get(2).startsWith("InputError: Invalid single each value"), messages.get(2));
  }

  @Test
  void everyInputIsCheckedBeforeTheFirstTurnRuns() throws Exception {
    List<Object> ran = new ArrayList<>();
    node.add(
        new TestAction(
            "typed",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("n", Map.of("type", "integer")),
                "required",
                List.of("n")),
            context -> ran.add(context.input())));

    List<String> messages =
        run(
            spec(
                step(
                    "t",
                    "typed",
                    "each",
                    List.of(1, "x"),
                    "input",
                    input("n", "${{ each.value }}"))));

    assertEquals(List.of(), ran);
    assertEquals(
        "InputError: Invalid input passed to action typed[1], instance.n is not of a type(s)"
            + " integer",
        messages.get(2));
  }

  @Test
  void anExpressionThatFailsStaysAndIsToldOf() throws Exception {
    List<String> messages =
        run(spec(step("a", "say", "input", input("message", "${{ 1 | nothing }}"))));

    assertTrue(messages.contains("info: ${{ 1 | nothing }}"), messages.toString());
    assertTrue(messages.get(2).startsWith("warn: An expression is left as it is"), messages.get(2));
  }

  @Test
  void T06_secretsAreHiddenHoweverTheyAreWritten() throws Exception {
    node.add(
        "leak",
        context -> {
          String s = "" + context.input().get("s");
          for (String form :
              List.of(
                  s,
                  s.toUpperCase(),
                  new StringBuilder(s).reverse().toString(),
                  String.join("\n", s.split("")),
                  "x" + s + "y",
                  java.util.Base64.getEncoder().encodeToString(("user:" + s).getBytes()),
                  java.net.URLEncoder.encode(s, java.nio.charset.StandardCharsets.UTF_8))) {
            context.logger().info("form " + form);
          }
          throw new IllegalStateException("failed with " + s);
        });

    List<String> messages =
        run(
            spec(
                step(
                    "s",
                    "say",
                    "input",
                    input("message", "${{ secrets.k | reverse }} ${{ secrets.k | upper }}")),
                step(
                    "c",
                    "say",
                    "input",
                    input(
                        "message",
                        "${{ secrets.k | list | join('-') }} ${{ secrets.k[1] + 'q' }}")),
                step(
                    "e",
                    "say",
                    "each",
                    "${{ [secrets.k] }}",
                    "input",
                    input("message", "${{ each.value }}")),
                step("l", "leak", "input", input("s", "${{ secrets.k }}"))),
            Map.of("k", "s3cr3t/Hunter two"));

    String all = String.join("\n", messages) + node.completion(last);
    for (String form :
        List.of(
            "s3cr3t",
            "Hunter",
            "retnuH",
            "HUNTER",
            "h-u-n",
            "3q",
            "H\nu\nn",
            "czNjcjN0",
            "M2NyM3Q",
            "NjcjN0L0h1bnRlciB0d2",
            "s3cr3t%2FHunter")) {
      assertFalse(all.toLowerCase().contains(form.toLowerCase()), form + " in " + all);
    }
    assertTrue(all.contains("failed with ***"), all);
  }

  @Test
  void T06_aSecretIsNeitherAnOutputNorACheckpoint() throws Exception {
    node.add("keep", context -> context.checkpoint("k", () -> context.input().get("s")));
    Map<String, Object> s = input("s", "x ${{ secrets.k }}");

    assertTrue(
        run(spec(step("g", "give", "input", s)), Map.of("k", "hunter2x"))
            .get(2)
            .contains("secret not allowed here"));
    assertTrue(
        run(spec(step("g", "keep", "input", s)), Map.of("k", "hunter2x"))
            .get(2)
            .contains("secret not allowed here"));
  }

  @Test
  void T06_charactersOfASecretCannotBeTakenOneByOne() throws Exception {
    List<String> messages =
        run(
            spec(
                step(
                    "g",
                    "say",
                    "each",
                    "${{ secrets.k | list }}",
                    "input",
                    input("message", "${{ each.value }}"))),
            Map.of("k", "hunter2x"));

    assertTrue(messages.get(2).contains("secret not allowed here"), messages.toString());
  }

  @Test
  void secretsAreNotThereInConditionsAndOutputs() throws Exception {
    Map<String, Object> spec = spec(step("a", "say", "if", "${{ secrets.k }}"));
    spec.put("output", Map.of("s", "${{ secrets.k }}"));

    List<String> messages = run(spec, Map.of("k", "hunter2x"));

    assertEquals("Skipping step a because its if condition was false", messages.get(2));
    assertEquals(Map.of(), node.completion(last).get("output"));
  }

  @Test
  void T07_secretsAreSealedInTheDatabaseAndGoneAtTheEnd() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    node.add("look", context -> seen.add(rows()));
    List<String> messages =
        run(
            spec(step("a", "look", "input", input("s", "${{ secrets.k }}"))),
            Map.of("k", "hunter2x"));

    assertEquals("Finished step a", messages.get(2), messages.toString());
    String during = seen.iterator().next();
    assertTrue(during.contains("sealed"), during);
    assertFalse(during.contains("hunter2x"), during);
    assertFalse(rows().contains("sealed"), rows());
  }

  private String rows() throws java.sql.SQLException {
    return database.read(
        connection -> {
          StringBuilder text = new StringBuilder();
          for (String table : List.of("tasks", "task_events", "task_steps", "task_checkpoints")) {
            text.append(
                Sql.list(
                    connection,
                    row -> {
                      StringBuilder columns = new StringBuilder();
                      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        if (row.getMetaData().getColumnName(i).equals("secrets")) {
                          byte[] bytes = row.getBytes(i);
                          columns.append(bytes == null ? "none" : "sealed " + new String(bytes));
                        } else {
                          columns.append(row.getString(i)).append(' ');
                        }
                      }
                      return columns.toString();
                    },
                    "SELECT * FROM " + table));
          }
          return text.toString();
        });
  }

  @Test
  void T08_errorsOfSchemasAndPoliciesShowNoSecret() throws Exception {
    node.add(
        new TestAction(
            "typed",
            Map.of("properties", Map.of("s", Map.of("enum", List.of("a")))),
            context -> {}));
    Map<String, Object> spec = spec(step("a", "typed", "input", input("s", "${{ secrets.k }}")));
    assertFalse(run(spec, Map.of("k", "hunter2x")).toString().contains("hunter2x"));

    node.policy.decide("scaffolder.action.execute", Decision.deny("no"));
    spec = spec(step("a", "say", "input", input("s", "${{ secrets.k }}")));
    List<String> messages = run(spec, Map.of("k", "hunter2x"));
    assertTrue(messages.get(2).startsWith("NotAllowedError: Unauthorized action: say."));
    assertFalse(messages.toString().contains("hunter2x"));
  }

  @Test
  void T14_aPolicySeesTheFinalInput() throws Exception {
    node.policy.decide(
        "scaffolder.action.execute",
        Decision.conditional(
            new Condition.Not(
                new Condition.Rule(
                    "HAS_STRING_PROPERTY",
                    "scaffolder-action",
                    Map.of("key", "repoUrl.host", "value", "github.com"))),
            "no"));

    for (Object url :
        List.of(
            "github.com?owner=a&repo=b",
            "GitHub.com?repo=b",
            "github.com.?repo=b",
            "ｇithub.com?repo=b",
            " github.com ?repo=b",
            "${{ 'git' + 'hub' }}.com?repo=b")) {
      List<String> messages = run(spec(step("a", "say", "input", input("repoUrl", url))));
      assertTrue(messages.get(2).contains("Unauthorized action"), url + ": " + messages);
    }
    assertEquals(
        "Finished step a",
        run(spec(step("a", "say", "input", input("repoUrl", "git.acme.test?repo=b")))).get(3));
  }

  @Test
  void anActionMayNeedAPermissionOfItsOwn() throws Exception {
    node.add(
        new dev.callboard.scaffolder.api.TemplateAction() {
          @Override
          public String id() {
            return "own";
          }

          @Override
          public java.util.Optional<String> permission() {
            return java.util.Optional.of("acme.deploy");
          }

          @Override
          public void run(dev.callboard.scaffolder.api.ActionContext context) {
            context.logger().info("ran");
          }
        });
    node.policy.decide("acme.deploy", Decision.deny("no"));
    assertTrue(run(spec(step("a", "own"))).get(2).contains("Unauthorized action: own"));

    node.policy.decide("acme.deploy", Decision.allow("yes"));
    assertTrue(run(spec(step("a", "own"))).contains("info: ran"));
  }

  @Test
  void linesAreSeenWithinATenthOfASecond() throws Exception {
    java.util.concurrent.CountDownLatch end = new java.util.concurrent.CountDownLatch(1);
    node.add(
        "slow",
        context -> {
          context.logger().info("seen");
          end.await();
        });
    String id = node.create(spec(step("a", "slow")));
    node.await(id, task -> node.messages(id).contains("Beginning step a"));
    long from = System.nanoTime();
    node.await(id, task -> node.messages(id).contains("info: seen"));
    long millis = (System.nanoTime() - from) / 1_000_000;
    end.countDown();
    node.awaitEnd(id);
    assertTrue(millis <= 100, millis + " ms");
  }

  @Test
  void theLogOfARunIsLimited() throws Exception {
    try (TestNode small =
        new TestNode(
            database,
            temp,
            "b",
            MapConfig.of("scaffolder.log.maxLines", 3, "scaffolder.log.maxLineLength", 5))) {
      small.add(
          "talk",
          context -> {
            for (int i = 1; i <= (int) context.input().get("n"); i++) {
              context.logger().info("12345" + (i == 1 ? "6" : ""));
            }
          });
      node.close();
      small.worker.start();
      for (int lines : List.of(2, 3, 4, 5)) {
        String id = small.create(spec(step("a", "talk", "input", input("n", lines))));
        small.awaitEnd(id);
        List<String> messages = small.messages(id);
        assertEquals(
            Math.min(lines, 3), messages.stream().filter(m -> m.startsWith("info: 12345")).count());
        assertEquals(lines > 3, messages.toString().contains("maxLines"), messages.toString());
        assertTrue(messages.toString().contains("info: 12345… (cut"), messages.toString());
      }
    }
  }

  @Test
  void turnsAndOutputsAreLimited() throws Exception {
    try (TestNode small =
        new TestNode(
            database,
            temp,
            "b",
            MapConfig.of("scaffolder.maxTurns", 2, "scaffolder.maxOutput", 20))) {
      small.add("give", context -> context.input().forEach(context::output));
      node.close();
      small.worker.start();
      for (int turns : List.of(1, 2, 3)) {
        String id =
            small.create(
                spec(step("a", "give", "each", java.util.Collections.nCopies(turns, "x"))));
        assertEquals(
            turns > 2 ? TaskStatus.FAILED : TaskStatus.COMPLETED, small.awaitEnd(id).status());
      }
      for (int length : List.of(11, 12, 13)) {
        String id = small.create(spec(step("a", "give", "input", input("x", "y".repeat(length)))));
        // {"x":"…"} has eight characters more
        assertEquals(
            length > 12 ? TaskStatus.FAILED : TaskStatus.COMPLETED, small.awaitEnd(id).status());
      }
    }
  }
}
