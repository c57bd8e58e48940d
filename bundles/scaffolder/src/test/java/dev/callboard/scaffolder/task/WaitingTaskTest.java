package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.Approval;
import dev.callboard.scaffolder.api.ApprovalRequest;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tasks that are put aside for a time or for people, on one kind of database. */
abstract class WaitingTaskTest extends TaskTestBase {
  private static final MapConfig NO_HOLD = QUICK.with("scaffolder.wait.hold", "PT0S");

  private TestNode waiting(String name, MapConfig config) {
    TestNode node = node(name, database, config);
    node.add(
        "ask",
        context -> {
          effects.add("ask");
          String made = context.checkpoint("made", () -> "once");
          ApprovalRequest request =
              ApprovalRequest.of(
                  List.of("user:default/bob"),
                  "May I? " + context.input().getOrDefault("x", ""),
                  Duration.parse((String) context.input().getOrDefault("timeout", "PT1H")));
          boolean own = Boolean.TRUE.equals(context.input().get("own"));
          Optional<Approval> answer = context.ask("a", own ? request.byInitiatorToo() : request);
          Approval approval = answer.orElseThrow(() -> PortalException.conflict("nobody answered"));
          if (!approval.approved()) {
            throw PortalException.conflict("no: " + approval.comment());
          }
          context.output("by", approval.by());
          context.output("comment", approval.comment());
          context.output("made", made);
        });
    node.add(
        "pause",
        context -> {
          effects.add("pause");
          context.pause("p", Duration.parse((String) context.input().get("time")));
        });
    return node;
  }

  private static Map<String, Object> asking(Object... input) {
    Map<String, Object> given = new java.util.LinkedHashMap<>();
    for (int i = 0; i < input.length; i += 2) {
      given.put((String) input[i], input[i + 1]);
    }
    Map<String, Object> spec =
        spec(step("a", "append"), step("q", "ask", "input", given), step("c", "append"));
    spec.put(
        "output", Map.of("by", "${{ steps.q.output.by }}", "log", "${{ steps.c.output.log }}"));
    return spec;
  }

  private static Task awaitWaiting(TestNode node, String id) throws InterruptedException {
    return node.await(id, task -> task.status() == TaskStatus.WAITING);
  }

  @Test
  void aStepThatAsksHoldsNoWorkerAndGoesOnElsewhereWithTheAnswer() throws Exception {
    TestNode first = waiting("a", QUICK.with("scaffolder.concurrentTasksLimit", 1));
    first.worker.start();
    String id = first.create(asking());
    Task task = awaitWaiting(first, id);

    assertEquals("processing", task.status().text());
    assertEquals("q", task.waiting().orElseThrow().get("stepId"));
    assertEquals(List.of("user:default/bob"), task.waiting().orElseThrow().get("approvers"));
    first.await(id, any -> first.worker.running() == 0);
    String other = first.create(spec(step("o", "append")));
    assertEquals(TaskStatus.COMPLETED, first.awaitEnd(other).status());
    assertEquals(1, first.approvals.waitingFor(TestPrincipal.BOB, OwnerFilter.ALL, 9, 0).total());
    assertEquals(0, first.approvals.waitingFor(TestPrincipal.ALICE, OwnerFilter.ALL, 9, 0).total());
    first.close();

    TestNode second = waiting("b", QUICK);
    second.worker.start();
    second.approvals.answer(id, "q", true, "fine", TestPrincipal.BOB);
    assertEquals(TaskStatus.COMPLETED, second.awaitEnd(id).status(), "" + second.messages(id));
    assertEquals(
        Map.of("by", "user:default/bob", "log", "a;c;"), second.completion(id).get("output"));
    assertEquals(List.of("a", "ask", "o", "ask", "c"), effects);
    List<String> messages = second.messages(id);
    assertTrue(messages.get(5).startsWith("Waiting until "), messages.toString());
    assertTrue(messages.get(5).endsWith(" for approval by user:default/bob: May I? "));
    assertEquals("Going on with step q", messages.get(6));
    assertFalse(messages.toString().contains("The task goes on after"), messages.toString());
    assertTrue(second.audit.lines().contains("task approve " + id));
    assertEquals(0, second.approvals.waitingFor(TestPrincipal.BOB, OwnerFilter.ALL, 9, 0).total());
  }

  @Test
  void aRejectionFailsTheStepAndARetryAsksAgain() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking());
    awaitWaiting(node, id);
    node.approvals.answer(id, "q", false, "not now", TestPrincipal.BOB);
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    assertEquals(
        Map.of("name", "ConflictError", "message", "no: not now"),
        node.completion(id).get("error"));

    node.store.retry(id, Map.of(), TestPrincipal.ALICE);
    awaitWaiting(node, id);
    node.approvals.answer(id, "q", true, "", TestPrincipal.BOB);
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    assertEquals(List.of("a", "ask", "ask", "ask", "ask", "c"), effects);
  }

  @Test
  void anApprovalThatNobodyGivesEndsWithAReason() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking("timeout", "PT0.2S"));

    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    assertEquals(
        Map.of("name", "ConflictError", "message", "nobody answered"),
        node.completion(id).get("error"));
    assertRefused(ErrorCode.CONFLICT, node, id, "q", TestPrincipal.BOB);
  }

  private static void assertRefused(
      ErrorCode code, TestNode node, String id, String step, PortalPrincipal who) {
    PortalException refused =
        assertThrows(PortalException.class, () -> node.approvals.answer(id, step, true, "", who));
    assertEquals(code, refused.code(), refused.getMessage());
  }

  @Test
  void onlyWhoIsAskedAnswersAndNotWhoStartedIt() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking());
    awaitWaiting(node, id);
    assertRefused(ErrorCode.NOT_ALLOWED, node, id, "q", new TestPrincipal("user:default/carol"));
    assertRefused(ErrorCode.NOT_ALLOWED, node, id, "q", TestPrincipal.ALICE);
    assertRefused(ErrorCode.CONFLICT, node, id, "a", TestPrincipal.BOB);
    assertRefused(ErrorCode.NOT_FOUND, node, "no-such", "q", TestPrincipal.BOB);

    String own =
        node.store.create(new NewTask(asking(), "template:default/t", Map.of(), TestPrincipal.BOB));
    awaitWaiting(node, own);
    assertRefused(ErrorCode.NOT_ALLOWED, node, own, "q", TestPrincipal.BOB);
    String mayOwn =
        node.store.create(
            new NewTask(asking("own", true), "template:default/t", Map.of(), TestPrincipal.BOB));
    awaitWaiting(node, mayOwn);
    assertEquals(2, node.approvals.waitingFor(TestPrincipal.BOB, OwnerFilter.ALL, 9, 0).total());
    node.approvals.answer(mayOwn, "q", true, "", TestPrincipal.BOB);
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(mayOwn).status());
  }

  @Test
  void whoRetriesATaskStartedItToo() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking());
    awaitWaiting(node, id);
    node.store.cancel(id, TestPrincipal.ALICE);
    node.store.retry(id, Map.of(), TestPrincipal.BOB);
    awaitWaiting(node, id);

    assertRefused(ErrorCode.NOT_ALLOWED, node, id, "q", TestPrincipal.BOB);
    assertEquals(0, node.approvals.waitingFor(TestPrincipal.BOB, OwnerFilter.ALL, 9, 0).total());
  }

  @Test
  void T12_ofManyAnswersExactlyOneCounts() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking());
    awaitWaiting(node, id);
    List<Future<Optional<ErrorCode>>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean yes = i % 2 == 0;
      Callable<Optional<ErrorCode>> call =
          () -> {
            try {
              node.approvals.answer(id, "q", yes, "", TestPrincipal.BOB);
              return Optional.empty();
            } catch (PortalException e) {
              return Optional.of(e.code());
            }
          };
      answers.add(node.threads.submit("answer", call));
    }
    int accepted = 0;
    for (Future<Optional<ErrorCode>> answer : answers) {
      accepted += answer.get().isEmpty() ? 1 : 0;
      answer.get().ifPresent(code -> assertEquals(ErrorCode.CONFLICT, code));
    }
    assertEquals(1, accepted);
    node.awaitEnd(id);
  }

  @Test
  void aTaskThatWaitsIsCancelledAtOnceWithoutAWorker() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking(), Map.of("k", "hunter2x"));
    awaitWaiting(node, id);
    node.store.cancel(id, TestPrincipal.ALICE);

    assertEquals(TaskStatus.FAILED, node.store.find(id).orElseThrow().status());
    String failed = "Step q (q) of task " + id + " has been cancelled.";
    assertEquals(Map.of("name", "Error", "message", failed), node.completion(id).get("error"));
    assertTrue(node.messages(id).contains("Step q has been cancelled."));
    assertEquals(0, node.approvals.waitingFor(TestPrincipal.BOB, OwnerFilter.ALL, 9, 0).total());
    assertEquals(
        List.of("task create " + id, "task cancel " + id, "task execution " + id),
        node.audit.lines());
    assertEquals(
        0L,
        database.<Long>read(
            c -> Sql.number(c, "SELECT COUNT(*) FROM tasks WHERE secrets IS NOT NULL")));
    assertRefused(ErrorCode.CONFLICT, node, id, "q", TestPrincipal.BOB);
  }

  @Test
  void aLongPauseIsPutAsideAndAShortOneIsNot() throws Exception {
    TestNode node = waiting("a", NO_HOLD);
    node.worker.start();
    Map<String, Object> spec =
        spec(
            step("a", "append"),
            step("p", "pause", "input", Map.of("time", "PT0.3S")),
            step("c", "append"));
    String id = node.create(spec);
    awaitWaiting(node, id);
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    assertEquals(List.of("a", "pause", "pause", "c"), effects);
    node.close();

    effects.clear();
    TestNode holding = waiting("b", QUICK);
    holding.worker.start();
    holding.awaitEnd(holding.create(spec));
    assertEquals(List.of("a", "pause", "c"), effects);
  }

  @Test
  void F04_aPauseThatEndsWhileNoServerRunsGoesOnAfterTheStart() throws Exception {
    TestNode first = waiting("a", NO_HOLD);
    first.worker.start();
    String id = first.create(spec(step("p", "pause", "input", Map.of("time", "PT0.4S"))));
    awaitWaiting(first, id);
    first.close();
    Thread.sleep(500);
    TestNode second = waiting("a", NO_HOLD);
    assertEquals(TaskStatus.WAITING, second.store.find(id).orElseThrow().status());
    second.worker.start();
    assertEquals(TaskStatus.COMPLETED, second.awaitEnd(id).status());
  }

  @Test
  void eachTurnOfAStepIsAskedForOnItsOwn() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    Map<String, Object> spec =
        spec(
            step("q", "ask", "each", List.of("x", "y"), "input", Map.of("x", "${{ each.value }}")));
    spec.put("output", Map.of("c", "${{ steps.q.output.comment }}"));
    String id = node.create(spec);
    for (String each : List.of("x", "y")) {
      node.await(
          id,
          task ->
              task.status() == TaskStatus.WAITING
                  && task.waiting().orElseThrow().get("message").equals("May I? " + each));
      node.approvals.answer(id, "q", true, "yes to " + each, TestPrincipal.BOB);
    }
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    assertEquals(Map.of("c", List.of("yes to x", "yes to y")), node.completion(id).get("output"));
  }

  @Test
  void T06_whatPeopleAreAskedShowsNoSecret() throws Exception {
    TestNode node = waiting("a", QUICK);
    node.worker.start();
    String id = node.create(asking("x", "${{ secrets.k }}"), Map.of("k", "hunter2x"));
    Task task = awaitWaiting(node, id);

    assertEquals("May I? ***", task.waiting().orElseThrow().get("message"));
    node.approvals.answer(id, "q", true, "it is hunter2x", TestPrincipal.BOB);
    node.awaitEnd(id);
    assertFalse(node.messages(id).toString().contains("hunter2x"), "" + node.messages(id));
  }

  @Test
  void aWaitLongerThanAllowedFailsAndTheLongestAllowedDoesNot() throws Exception {
    TestNode node = waiting("a", QUICK.with("scaffolder.wait.longest", "PT1H"));
    node.worker.start();
    for (String time : List.of("PT59M59S", "PT1H")) {
      awaitWaiting(node, node.create(asking("timeout", time)));
      awaitWaiting(node, node.create(spec(step("p", "pause", "input", Map.of("time", time)))));
    }
    String id = node.create(asking("timeout", "PT1H0.001S"));
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    assertTrue(node.completion(id).toString().contains("scaffolder.wait.longest"));
    String pause = node.create(spec(step("p", "pause", "input", Map.of("time", "PT1H1S"))));
    assertEquals(TaskStatus.FAILED, node.awaitEnd(pause).status());
  }

  @Test
  void T17_tasksThatWaitCountAsNotEndedAndAreListedAsProcessing() throws Exception {
    TestNode node = waiting("a", QUICK.with("scaffolder.quota.perUser", 2));
    node.worker.start();
    awaitWaiting(node, node.create(asking()));
    awaitWaiting(node, node.create(asking()));
    PortalException refused = assertThrows(PortalException.class, () -> node.create(asking()));

    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    TaskQuery query =
        new TaskQuery(
            OwnerFilter.ALL, List.of(), List.of("processing"), TaskQuery.order(List.of()), 9, 0);
    assertEquals(2, node.store.list(query).total());
  }
}
