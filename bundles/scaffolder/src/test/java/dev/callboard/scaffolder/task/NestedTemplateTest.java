package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.scaffolder.action.TemplateRunAction;
import dev.callboard.scaffolder.api.ApprovalRequest;
import dev.callboard.scaffolder.fakes.CrashingDatabase;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.testing.MapConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Steps that run other templates. */
class NestedTemplateTest extends TaskTestBase {
  private final Map<String, Entity> entities = new ConcurrentHashMap<>();

  @Override
  PluginDatabase database(Path directory) throws Exception {
    return new SqliteDatabase(directory.resolve("db.sqlite"));
  }

  private final class Entities implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(entities.get(ref.toString()))
          .filter(entity -> !entity.ref().name().equals("hidden"));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      return List.of();
    }

    @Override
    public void refresh(EntityRef ref) {
      // Nothing is read here.
    }
  }

  private void template(String name, Map<String, Object> output, Object... steps) {
    Map<String, Object> properties =
        Map.of("properties", Map.of("n", Map.of("type", "string")), "required", List.of("n"));
    entities.put(
        "template:default/" + name,
        Entity.of(
            Map.of(
                "apiVersion",
                "scaffolder.backstage.io/v1beta3",
                "kind",
                "Template",
                "metadata",
                Map.of("name", name),
                "spec",
                Map.of(
                    "type",
                    "x",
                    "parameters",
                    properties,
                    "steps",
                    List.of(steps),
                    "output",
                    output))));
  }

  private TestNode templates(String name, PluginDatabase at, MapConfig config) {
    TestNode node = node(name, at, config);
    node.add(new TemplateRunAction(new Templates(new Entities(), node.policy), () -> config));
    node.add(
        "ask",
        context -> {
          context
              .ask("a", ApprovalRequest.of(List.of("user:default/bob"), "?", Duration.ofHours(1)))
              .orElseThrow();
          effects.add("asked");
        });
    node.add("show", context -> context.logger().info("" + context.input().get("message")));
    return node;
  }

  private static Map<String, Object> run(String id, String template, Object... more) {
    Map<String, Object> input = new java.util.LinkedHashMap<>();
    input.put("templateRef", template);
    input.put("values", Map.of("n", "${{ parameters.name }}"));
    for (int i = 0; i < more.length; i += 2) {
      input.put((String) more[i], more[i + 1]);
    }
    return step(id, "template:run", "input", input);
  }

  private static Object append(String id) {
    return step(id, "append", "input", Map.of("n", "${{ parameters.n }}"));
  }

  @Test
  void aTemplateIsAPartOfAnotherWithFilesAndOutputsOfItsOwn() throws Exception {
    template("sub", Map.of("log", "${{ steps.y.output.log }}"), append("x"), append("y"));
    TestNode node = templates("a", database, QUICK);
    node.worker.start();
    Map<String, Object> spec = spec(append("a"), run("s", "sub", "path", "part"), append("c"));
    spec.put(
        "output", Map.of("sub", "${{ steps.s.output.log }}", "own", "${{ steps.c.output.log }}"));
    String id = node.create(spec);

    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status(), "" + node.messages(id));
    assertEquals(Map.of("sub", "xdemo;ydemo;", "own", "a;c;"), node.completion(id).get("output"));
    assertEquals(List.of("a", "xdemo", "ydemo", "c"), effects);
    assertTrue(node.messages(id).contains("s/: Beginning step x"), "" + node.messages(id));
    for (TaskEvent event : node.store.events(id, 0, 100)) {
      if (event.body().get("subStep") instanceof Map<?, ?> sub) {
        assertEquals("s", event.body().get("stepId"));
        assertFalse(event.body().containsKey("status"));
        assertTrue(List.of("s/x", "s/y").contains(sub.get("id")), "" + sub);
      }
    }
  }

  @Test
  void F04_aCrashInsideGoesOnInsideWithTheStepsThatItBeganWith() throws Exception {
    int points = 0;
    boolean crashed = true;
    for (int writes = 0; crashed; writes += 2) {
      template("sub", Map.of("log", "${{ steps.y.output.log }}"), append("x"), append("y"));
      effects.clear();
      CrashingDatabase crashing = new CrashingDatabase(database, writes, true);
      MapConfig patient = QUICK.with("scaffolder.taskRecovery.staleTimeout", "PT9S");
      TestNode first = templates("a", crashing, patient);
      TestNode second = templates("a", database, QUICK);
      Map<String, Object> spec = spec(append("a"), run("s", "sub"), append("c"));
      spec.put("output", Map.of("log", "${{ steps.c.output.log }}"));
      String id = second.create(spec);
      first.worker.start();
      long end = System.nanoTime() + 10_000_000_000L;
      while (!crashing.isDead() && !second.store.find(id).orElseThrow().status().ended()) {
        assertTrue(System.nanoTime() < end, "neither dead nor ended after " + writes);
        Thread.sleep(1);
      }
      crashed = crashing.isDead();
      first.close();
      boolean began = checkpoints(id) > 0;
      if (began) {
        template("sub", Map.of(), step("other", "fail"));
      }
      List<String> ended = ended(id);
      int before = effects.size();
      second.worker.start();
      assertEquals(TaskStatus.COMPLETED, second.awaitEnd(id).status(), "" + second.messages(id));
      List<String> later = effects.subList(before, effects.size());
      ended.forEach(step -> assertFalse(later.contains(step), step + " was repeated: " + effects));
      assertEquals(Map.of("log", "a;xdemo;ydemo;c;"), second.completion(id).get("output"));
      second.close();
      forgetNodes();
      points++;
    }
    assertTrue(points > 5, "only " + points + " points");
  }

  private long checkpoints(String id) throws Exception {
    return database.<Long>read(
        c -> Sql.number(c, "SELECT COUNT(*) FROM task_checkpoints WHERE task_id = ?", id));
  }

  private List<String> ended(String id) throws Exception {
    List<String> ended = new ArrayList<>();
    for (JournalTable.Row row : database.read(c -> JournalTable.steps(c, id, "1.-1/"))) {
      if (row.state() == StepState.COMPLETED) {
        ended.add(List.of("xdemo", "ydemo").get(row.place().step()));
      }
    }
    return ended;
  }

  @Test
  void aRetryGoesOnAtTheStepInsideThatFailed() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    template("sub", Map.of(), append("x"), step("f", "flaky"), append("y"));
    TestNode node = templates("a", database, QUICK);
    node.add(
        "flaky",
        context -> {
          if (attempts.incrementAndGet() == 1) {
            throw PortalException.unavailable("later");
          }
        });
    node.worker.start();
    String id = node.create(spec(append("a"), run("s", "sub"), append("c")));
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    assertEquals(
        Map.of("name", "ServiceUnavailableError", "message", "later"),
        node.completion(id).get("error"));
    node.store.retry(id, Map.of(), TestPrincipal.ALICE);
    node.await(id, task -> task.status() == TaskStatus.COMPLETED);

    assertEquals(List.of("a", "xdemo", "ydemo", "c"), effects);
  }

  @Test
  void peopleAreAskedFromInside() throws Exception {
    template("sub", Map.of(), append("x"), step("q", "ask"), append("y"));
    TestNode node = templates("a", database, QUICK);
    node.worker.start();
    String id = node.create(spec(run("s", "sub"), append("c")));
    Task task = node.await(id, any -> any.status() == TaskStatus.WAITING);
    assertEquals("s/q", task.waiting().orElseThrow().get("stepId"));
    node.approvals.answer(id, "s/q", true, "", TestPrincipal.BOB);

    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status(), "" + node.messages(id));
    assertEquals(List.of("xdemo", "asked", "ydemo", "c"), effects);
    String other = node.create(spec(run("s", "sub")));
    node.await(other, any -> any.status() == TaskStatus.WAITING);
    node.store.cancel(other, TestPrincipal.ALICE);
    assertEquals(TaskStatus.FAILED, node.store.find(other).orElseThrow().status());
    node.store.retry(other, Map.of(), TestPrincipal.ALICE);
    node.await(other, any -> any.status() == TaskStatus.WAITING);
    node.approvals.answer(other, "s/q", true, "", TestPrincipal.BOB);
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(other).status());
  }

  private String failure(TestNode node, Map<String, Object> spec) throws Exception {
    String id = node.create(spec);
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    return String.valueOf(((Map<?, ?>) node.completion(id).get("error")).get("message"));
  }

  @Test
  void circlesAndTooManyLevelsAreRefused() throws Exception {
    template("a", Map.of(), run("b", "b", "values", Map.of("n", "x")));
    template("b", Map.of(), run("a", "a", "values", Map.of("n", "x")));
    for (int i = 1; i <= 4; i++) {
      Object next =
          i == 4 ? step("x", "append") : run("n", "d" + (i + 1), "values", Map.of("n", "x"));
      template("d" + i, Map.of(), next);
    }
    TestNode node = templates("a", database, QUICK.with("scaffolder.nesting.maxDepth", 3));
    node.worker.start();

    assertEquals(
        "A template cannot run itself: template:default/t runs template:default/a runs"
            + " template:default/b runs template:default/a",
        failure(node, spec(run("s", "a"))));
    assertTrue(failure(node, spec(run("s", "d1"))).contains("scaffolder.nesting.maxDepth"));
    for (String allowed : List.of("d2", "d3")) {
      String id = node.create(spec(run("s", allowed)));
      assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status(), "" + node.messages(id));
    }
  }

  @Test
  void T13_insideTooThePersonSeesWhatItMaySee() throws Exception {
    template("hidden", Map.of(), append("x"));
    Map<String, Object> admin = step("admin", "append");
    admin.put("backstage:permissions", Map.of("tags", List.of("admin")));
    template("sub", Map.of(), append("x"), admin);
    TestNode node = templates("a", database, QUICK);
    node.policy.decide(
        "scaffolder.template.step.read",
        Decision.conditional(
            new Condition.Not(
                new Condition.Rule("HAS_TAG", "scaffolder-template", Map.of("tag", "admin"))),
            "no admin steps"));
    node.worker.start();

    assertTrue(failure(node, spec(run("s", "hidden"))).contains("not found"));
    assertTrue(
        failure(node, spec(run("s", "sub", "values", Map.of("n", 3))))
            .startsWith("Invalid values for template:default/sub, "));
    node.awaitEnd(node.create(spec(run("s", "sub"))));
    assertEquals(List.of("xdemo"), effects);
  }

  @Test
  void T06_aTemplateSeesOnlyTheSecretsThatItIsGiven() throws Exception {
    template(
        "sub",
        Map.of("leak", "${{ parameters.n }}"),
        step("m", "show", "input", Map.of("message", "got ${{ secrets.mine }}")),
        step("k", "show", "input", Map.of("message", "k [${{ secrets.k }}]")));
    TestNode node = templates("a", database, QUICK);
    node.worker.start();
    String id =
        node.create(
            spec(run("s", "sub", "secrets", Map.of("mine", "${{ secrets.k }}"))),
            Map.of("k", "hunter2x"));
    node.awaitEnd(id);
    assertTrue(
        node.messages(id).containsAll(List.of("info: ***", "info: k []")), "" + node.messages(id));

    String leaking =
        node.create(
            spec(run("s", "sub", "values", Map.of("n", "${{ secrets.k }}"))),
            Map.of("k", "hunter2x"));
    assertEquals(TaskStatus.FAILED, node.awaitEnd(leaking).status());
    assertTrue(node.completion(leaking).toString().contains("secret not allowed here"));
  }
}
