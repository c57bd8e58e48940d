package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.fakes.CrashingDatabase;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.testing.MapConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tasks that outlive crashes, on one kind of database. */
abstract class DurableTaskTest extends WaitingTaskTest {
  private static Map<String, Object> three() {
    Map<String, Object> spec =
        spec(
            step("a", "append"),
            step("e", "append", "each", List.of(1, 2), "input", Map.of("n", "${{ each.value }}")),
            step("c", "append"));
    spec.put("output", Map.of("log", "${{ steps.c.output.log }}"));
    return spec;
  }

  private static final String WHOLE = "a;e1;e2;c;";

  @Test
  void F04_aCrashAtAnyPointRepeatsNoStepThatHadEnded() throws Exception {
    int points = 0;
    for (boolean after : List.of(true, false)) {
      boolean crashed = true;
      for (int writes = 0; crashed; writes++) {
        crashed = crash(writes, after);
        points++;
      }
    }
    assertTrue(points > 20, "only " + points + " points");
  }

  private boolean crash(int writes, boolean after) throws Exception {
    effects.clear();
    CrashingDatabase crashing = new CrashingDatabase(database, writes, after);
    TestNode first =
        node("a", crashing, QUICK.with("scaffolder.taskRecovery.staleTimeout", "PT9S"));
    TestNode second = node("a", database, QUICK);
    String id = second.create(three());
    first.worker.start();
    long end = System.nanoTime() + 10_000_000_000L;
    while (!crashing.isDead() && !second.store.find(id).orElseThrow().status().ended()) {
      assertTrue(System.nanoTime() < end, "neither dead nor ended after " + writes);
      Thread.sleep(1);
    }
    boolean crashed = crashing.isDead();
    first.close();
    List<String> ended = ended(id);
    List<String> effectsBefore = List.copyOf(effects);
    second.worker.start();
    assertEquals(
        TaskStatus.COMPLETED, second.awaitEnd(id).status(), second.messages(id).toString());
    List<String> later = effects.subList(effectsBefore.size(), effects.size());
    for (String step : ended) {
      assertTrue(!later.contains(step), step + " was repeated after " + writes + ": " + effects);
    }
    assertEquals(Map.of("log", WHOLE), second.completion(id).get("output"));
    second.close();
    forgetNodes();
    return crashed;
  }

  private List<String> ended(String id) throws Exception {
    List<String> ended = new ArrayList<>();
    for (JournalTable.Row record : database.read(c -> JournalTable.steps(c, id, ""))) {
      if (record.state() == StepState.COMPLETED) {
        String name = List.of("a", "e", "c").get(record.place().step());
        ended.add(record.place().isWhole() ? name : name + (record.place().turn() + 1));
      }
    }
    return ended;
  }

  @Test
  void aWorkerThatLostItsTaskWritesNothingMore() throws Exception {
    TestNode node = node("a", database, QUICK);
    String id = node.create(three());
    TaskDatabase tasks = new TaskDatabase(database, new TaskSignals());
    SecretBox box = new SecretBox(temp.resolve("key"), MapConfig::empty);
    Claim lost = new TaskQueue(tasks, box, "a").next(9).orElseThrow();
    TaskQueue.Pulse pulse = new TaskQueue(tasks, box, "b").pulses().get(0);
    Optional<Claim> taken = new TaskQueue(tasks, box, "b").takeOver(pulse);

    Journal journal = new Journal(tasks, box, node.audit, lost);
    assertThrows(LostClaimException.class, () -> journal.begin(new Place("", 0, -1), List.of()));
    assertThrows(
        LostClaimException.class, () -> journal.finish(TaskStatus.FAILED, List.of(), Map.of()));
    assertEquals(
        new TaskQueue.Held(java.util.Set.of(id), java.util.Set.of()),
        new TaskQueue(tasks, box, "a").hold(List.of(lost)));
    new Journal(tasks, box, node.audit, taken.orElseThrow()).begin(new Place("", 0, -1), List.of());
    assertEquals(Optional.empty(), new TaskQueue(tasks, box, "c").takeOver(pulse));
  }

  @Test
  void cancellingInterruptsTheStepUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    TestNode node = node("a", database, QUICK);
    node.add(
        "hang",
        context -> {
          begun.countDown();
          Thread.sleep(60_000);
        });
    node.worker.start();
    String id = node.create(spec(step("w", "hang"), step("c", "append")));
    assertTrue(begun.await(5, TimeUnit.SECONDS));
    long from = System.nanoTime();
    node.store.cancel(id, TestPrincipal.ALICE);
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());

    assertTrue(System.nanoTime() - from < 1_000_000_000L);
    String failed = "Step w (w) of task " + id + " has been cancelled.";
    assertEquals(
        List.of(
            "Starting up task with 2 steps",
            "Beginning step w",
            "Step w has been cancelled.",
            "Error: " + failed,
            "Skipping step c because a previous step failed",
            "Run completed with status: failed"),
        node.messages(id));
    assertEquals(Map.of("name", "Error", "message", failed), node.completion(id).get("error"));
    assertEquals(
        List.of("task create " + id, "task cancel " + id, "task execution " + id),
        node.audit.lines());
    node.store.cancel(id, TestPrincipal.ALICE);
    assertEquals(6, node.messages(id).size());
  }

  @Test
  void anActionThatDoesNotEndIsLeftBehind() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean end = new AtomicBoolean();
    List<Throwable> later = new CopyOnWriteArrayList<>();
    TestNode node = node("a", database, QUICK);
    node.add(
        "deaf",
        context -> {
          begun.countDown();
          while (!end.get()) {
            Thread.onSpinWait();
          }
          try {
            context.checkpoint("late", () -> 1);
          } catch (RuntimeException e) {
            later.add(e);
          }
        });
    node.worker.start();
    String id = node.create(spec(step("w", "deaf")));
    assertTrue(begun.await(5, TimeUnit.SECONDS));
    node.store.cancel(id, TestPrincipal.ALICE);
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    List<String> messages = node.messages(id);
    end.set(true);
    while (later.isEmpty()) {
      Thread.sleep(2);
    }
    assertEquals(messages, node.messages(id));
  }

  @Test
  void T17_aTaskThatTakesTooLongIsEnded() throws Exception {
    TestNode node = node("a", database, QUICK.with("scaffolder.taskTimeout", "PT0.3S"));
    node.add("hang", context -> Thread.sleep(60_000));
    node.worker.start();
    String id = node.create(spec(step("w", "hang")));

    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    assertTrue(node.messages(id).toString().contains("scaffolder.taskTimeout"));
  }

  @Test
  void anOpenTaskIsCancelledAtOnce() throws Exception {
    TestNode node = node("a", database, QUICK);
    String id = node.create(three(), Map.of("k", "v"));
    node.store.cancel(id, TestPrincipal.ALICE);

    assertEquals(TaskStatus.CANCELLED, node.store.find(id).orElseThrow().status());
    node.worker.start();
    String other = node.create(three());
    node.awaitEnd(other);
    assertEquals(4, effects.size());
  }

  @Test
  void aRetryGoesOnAtTheStepThatFailedWithTheFilesBeforeIt() throws Exception {
    TestNode node = node("a", database, QUICK);
    AtomicInteger attempts = new AtomicInteger();
    List<String> keys = new CopyOnWriteArrayList<>();
    List<Object> kept = new CopyOnWriteArrayList<>();
    node.add(
        "flaky",
        context -> {
          keys.add(context.idempotencyKey());
          assertTrue(context.workspace().find("half").isEmpty());
          kept.add(context.checkpoint("made", () -> "repo-" + attempts.get()));
          context.workspace().writeText("half", "x");
          if (attempts.incrementAndGet() < 3) {
            throw PortalException.unavailable("later");
          }
          context.workspace().delete("half");
        });
    node.worker.start();
    Map<String, Object> spec = spec(step("a", "append"), step("f", "flaky"), step("c", "append"));
    spec.put("output", Map.of("log", "${{ steps.c.output.log }}"));
    String id = node.create(spec);
    for (int i = 0; i < 2; i++) {
      assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
      node.store.retry(id, Map.of(), TestPrincipal.ALICE);
      node.await(id, task -> task.status() != TaskStatus.OPEN);
    }
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status(), node.messages(id).toString());

    assertEquals(List.of("a", "c"), effects);
    assertEquals(Map.of("log", "a;c;"), node.completion(id).get("output"));
    assertEquals(List.of("repo-0", "repo-0", "repo-0"), kept);
    assertEquals(1, keys.stream().distinct().count());
    assertEquals(32, keys.get(0).length());
  }

  @Test
  void T12_aRetryOfACompletedTaskStartsOverWithAFreshWorkspace() throws Exception {
    TestNode node = node("a", database, QUICK);
    node.worker.start();
    String id = node.create(three());
    node.awaitEnd(id);
    node.store.retry(id, Map.of(), TestPrincipal.ALICE);
    node.await(id, task -> node.messages(id).size() > 20 && task.status().ended());

    assertEquals(8, effects.size());
    assertEquals(Map.of("log", WHOLE), node.completion(id).get("output"));
  }

  @Test
  void T12_ofManyRetriesExactlyOneIsAccepted() throws Exception {
    TestNode node = node("a", database, QUICK);
    CountDownLatch go = new CountDownLatch(1);
    node.add("wait", context -> go.await());
    node.worker.start();
    String id = node.create(spec(step("f", "fail"), step("w", "wait", "if", "${{ always() }}")));
    go.countDown();
    node.awaitEnd(id);
    CountDownLatch second = new CountDownLatch(1);
    node.add("wait", context -> second.await());
    List<Callable<Optional<ErrorCode>>> calls =
        java.util.Collections.nCopies(
            50,
            () -> {
              try {
                node.store.retry(id, Map.of(), TestPrincipal.ALICE);
                return Optional.empty();
              } catch (PortalException e) {
                return Optional.of(e.code());
              }
            });
    List<Future<Optional<ErrorCode>>> answers = new ArrayList<>();
    for (Callable<Optional<ErrorCode>> call : calls) {
      answers.add(node.threads.submit("retry", call));
    }
    int accepted = 0;
    for (Future<Optional<ErrorCode>> answer : answers) {
      accepted += answer.get().isEmpty() ? 1 : 0;
      answer.get().ifPresent(code -> assertEquals(ErrorCode.CONFLICT, code));
    }
    assertEquals(1, accepted);
    second.countDown();
    node.awaitEnd(id);
    assertEquals(List.of("f", "f"), effects);
  }

  @Test
  void T17_oneUserCannotQueueWithoutEndNorMakeOthersWait() throws Exception {
    TestNode node =
        node(
            "a",
            database,
            QUICK.with("scaffolder.quota.perUser", 6).with("scaffolder.concurrentTasksLimit", 2));
    Semaphore gate = new Semaphore(0);
    List<String> order = new CopyOnWriteArrayList<>();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    node.add(
        "gate",
        context -> {
          order.add(context.principal().getName());
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          gate.acquire();
          now.decrementAndGet();
        });
    Map<String, Object> spec = spec(step("g", "gate"));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(node.create(spec));
    }
    PortalException refused = assertThrows(PortalException.class, () -> node.create(spec));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    ids.add(
        node.store.create(new NewTask(spec, "template:default/t", Map.of(), TestPrincipal.BOB)));
    node.worker.start();
    node.await(ids.get(0), task -> now.get() == 2);
    gate.release(7);
    for (String id : ids) {
      assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    }
    assertTrue(order.indexOf(TestPrincipal.BOB.getName()) <= 1, order.toString());
    assertEquals(2, most.get());
    node.awaitEnd(node.create(spec(step("a", "append"))));
  }

  @Test
  void T17_tasksOfAnHourAreCountedWhateverBecameOfThem() {
    TestNode node = node("a", database, QUICK.with("scaffolder.quota.perHour", 3));
    for (int i = 0; i < 3; i++) {
      node.store.cancel(node.create(three()), TestPrincipal.ALICE);
    }
    PortalException refused = assertThrows(PortalException.class, () -> node.create(three()));
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refused.code());
    assertTrue(refused.getMessage().contains("scaffolder.quota.perHour"), refused.getMessage());
    node.store.create(new NewTask(three(), "template:default/t", Map.of(), TestPrincipal.BOB));
  }

  @Test
  void T17_noMoreOfOnePersonRunAtATimeThanAllowed() throws Exception {
    TestNode node =
        node(
            "a",
            database,
            QUICK
                .with("scaffolder.quota.runningPerUser", 2)
                .with("scaffolder.concurrentTasksLimit", 5));
    Semaphore gate = new Semaphore(0);
    List<String> begun = new CopyOnWriteArrayList<>();
    node.add(
        "gate",
        context -> {
          begun.add(context.principal().getName());
          gate.acquire();
        });
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(node.create(spec(step("g", "gate"))));
    }
    node.worker.start();
    node.await(ids.get(0), task -> begun.size() == 2);
    ids.add(
        node.store.create(
            new NewTask(
                spec(step("g", "gate")), "template:default/t", Map.of(), TestPrincipal.BOB)));
    node.await(ids.get(0), task -> begun.size() == 3);
    assertEquals(
        List.of(
            TestPrincipal.ALICE.getName(),
            TestPrincipal.ALICE.getName(),
            TestPrincipal.BOB.getName()),
        begun);
    gate.release(4);
    for (String id : ids) {
      assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    }
  }

  @Test
  void aHundredTasksAtATimeAllEnd() throws Exception {
    TestNode node = node("a", database, QUICK.with("scaffolder.quota.perUser", 100));
    node.worker.start();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ids.add(node.create(spec(step("a", "append"))));
    }
    for (String id : ids) {
      assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    }
    assertEquals(100, effects.size());
  }

  @Test
  void aStepWaitsForAnActionThatComesBack() throws Exception {
    TestNode node = node("a", database, QUICK.with("scaffolder.actionWait", "PT5S"));
    Runnable gone = node.add(new TestAction("mine", context -> effects.add("old")));
    gone.run();
    node.worker.start();
    String id = node.create(spec(step("m", "mine")));
    node.await(id, task -> node.messages(id).toString().contains("Waiting for the action mine"));
    node.add("mine", context -> effects.add("new"));

    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status());
    assertEquals(List.of("new"), effects);
  }

  @Test
  void anActionThatGoesFailsTheStepWithAReasonAndNoOther() throws Exception {
    TestNode node = node("a", database, QUICK.with("scaffolder.actionWait", "PT0.1S"));
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    Runnable gone =
        node.add(
            new TestAction(
                "mine",
                context -> {
                  begun.countDown();
                  Thread.sleep(60_000);
                }));
    node.add(
        "other",
        context -> {
          begun.countDown();
          go.await();
        });
    node.worker.start();
    String id = node.create(spec(step("m", "mine")));
    String other = node.create(spec(step("o", "other")));
    assertTrue(begun.await(5, TimeUnit.SECONDS));
    gone.run();
    assertEquals(TaskStatus.FAILED, node.awaitEnd(id).status());
    go.countDown();
    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(other).status());
    String late = node.create(spec(step("m", "mine")));
    node.awaitEnd(late);

    assertTrue(node.messages(id).toString().contains("The action 'mine' went away"));
    assertTrue(node.messages(late).toString().contains("'mine' is not registered"));
  }

  @Test
  void secretsOfAnotherKeyEndTheTaskWithAReason() throws Exception {
    TestNode first = node("a", database, QUICK);
    String id = first.create(three(), Map.of("k", "hunter2x"));
    TestNode second =
        node("b", database, QUICK.with("scaffolder.secrets.key", "B".repeat(43) + "="));
    second.worker.start();

    assertEquals(TaskStatus.FAILED, second.awaitEnd(id).status());
    assertTrue(second.completion(id).toString().contains("scaffolder.secrets.key"));
    assertEquals(List.of(), effects);
  }

  @Test
  void whatIsOldIsDeleted() throws Exception {
    TestNode node = node("a", database, QUICK);
    node.worker.start();
    String id = node.create(three());
    node.awaitEnd(id);
    TaskQueue queue =
        new TaskQueue(
            new TaskDatabase(database, new TaskSignals()),
            new SecretBox(temp.resolve("key"), MapConfig::empty),
            "a");
    long soon = System.currentTimeMillis() + 1_000;

    assertEquals(List.of(), queue.purge(0, 0));
    assertEquals(1, count("task_files"));
    queue.purge(0, soon);
    assertEquals(0, count("task_files"));
    assertEquals(List.of(id), queue.purge(soon, soon));
    for (String table : List.of("tasks", "task_events", "task_steps", "task_checkpoints")) {
      assertEquals(0, count(table), table);
    }
  }

  private long count(String table) throws Exception {
    return database.read(c -> Sql.number(c, "SELECT COUNT(*) FROM " + table));
  }

  @Test
  void aStopLetsTheStepUnderWayEndAndGoesOnAfterTheStart() throws Exception {
    TestNode first = node("a", database, QUICK);
    CountDownLatch begun = new CountDownLatch(1);
    first.add(
        "slow",
        context -> {
          begun.countDown();
          Thread.sleep(200);
          effects.add("slow");
        });
    first.worker.start();
    String id = first.create(spec(step("s", "slow"), step("c", "append")));
    assertTrue(begun.await(5, TimeUnit.SECONDS));
    first.worker.drain(5_000_000_000L);
    first.close();
    assertEquals(List.of("slow"), effects);
    assertEquals(TaskStatus.OPEN, first.store.find(id).orElseThrow().status());

    TestNode second = node("a", database, QUICK);
    second.worker.start();
    assertEquals(TaskStatus.COMPLETED, second.awaitEnd(id).status());
    assertEquals(List.of("slow", "c"), effects);
  }

  @Test
  void listsAreFilteredOrderedAndPaged() {
    TestNode node = node("a", database, QUICK);
    Map<String, String> ids = new ConcurrentHashMap<>();
    for (String name : List.of("a1", "b1", "a2")) {
      TestPrincipal by = name.startsWith("a") ? TestPrincipal.ALICE : TestPrincipal.BOB;
      ids.put(
          name,
          node.store.create(
              new NewTask(spec(step(name, "append")), "template:default/t", Map.of(), by)));
    }
    node.store.cancel(ids.get("a2"), TestPrincipal.ALICE);
    OwnerFilter alice = OwnerFilter.owners(List.of(TestPrincipal.ALICE.getName()));

    assertEquals(3, list(node, OwnerFilter.ALL, List.of(), List.of(), List.of(), 10, 0).total());
    assertEquals(2, list(node, alice, List.of(), List.of(), List.of(), 1, 0).total());
    assertEquals(1, list(node, alice, List.of(), List.of(), List.of(), 1, 1).tasks().size());
    assertEquals(
        0,
        list(node, alice, List.of(TestPrincipal.BOB.getName()), List.of(), List.of(), 9, 0)
            .total());
    assertEquals(
        1, list(node, OwnerFilter.ALL, List.of(), List.of("cancelled"), List.of(), 9, 0).total());
    assertEquals(
        ids.get("b1"),
        list(node, OwnerFilter.ALL, List.of(), List.of(), List.of("desc:created_by"), 1, 0)
            .tasks()
            .get(0)
            .id());
    assertTrue(node.store.matches(ids.get("a1"), alice));
    assertTrue(!node.store.matches(ids.get("b1"), alice));
  }

  private static TaskPage list(
      TestNode node,
      OwnerFilter visible,
      List<String> createdBy,
      List<String> statuses,
      List<String> order,
      int limit,
      int offset) {
    return node.store.list(
        new TaskQuery(visible, createdBy, statuses, TaskQuery.order(order), limit, offset));
  }
}
