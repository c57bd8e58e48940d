package dev.callboard.scaffolder.task;

import static dev.callboard.scaffolder.task.TestNode.spec;
import static dev.callboard.scaffolder.task.TestNode.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Outputs that nobody may see. */
class SecretOutputTest extends TaskTestBase {
  private static final String TOKEN = "glpat-0123456789";
  private final List<Object> used = new CopyOnWriteArrayList<>();

  @Override
  PluginDatabase database(Path directory) throws Exception {
    return new SqliteDatabase(directory.resolve("db.sqlite"));
  }

  private TestNode secrets(String name) {
    TestNode node = node(name, database, QUICK);
    node.add("make", context -> context.secretOutput("token", Secret.of(TOKEN)));
    node.add(
        "use",
        context -> {
          used.add(context.input().get("token"));
          context.logger().info("used " + context.input().get("token"));
        });
    return node;
  }

  private static Map<String, Object> use(String id, String expression) {
    return step(id, "use", "input", Map.of("token", expression));
  }

  @Test
  void T06_laterInputsHaveItAndNothingElseShowsIt() throws Exception {
    TestNode node = secrets("a");
    node.add("leak", context -> context.output("copy", "x" + context.input().get("token")));
    node.worker.start();
    Map<String, Object> spec =
        spec(
            step("m", "make"),
            use("u", "${{ steps.m.output.token }}"),
            use("r", "Bearer ${{ steps.m.output.token | upper | reverse }}"),
            step("i", "append", "if", "${{ steps.m.output.token == '" + TOKEN + "' }}"));
    spec.put("output", Map.of("token", "${{ steps.m.output.token }}"));
    String id = node.create(spec);

    assertEquals(TaskStatus.COMPLETED, node.awaitEnd(id).status(), "" + node.messages(id));
    assertEquals(TOKEN, used.get(0));
    assertEquals("Bearer 9876543210-TAPLG", used.get(1));
    assertEquals(List.of(), effects, "a condition read it");
    assertEquals(Map.of("token", "***"), node.completion(id).get("output"));
    assertTrue(node.messages(id).contains("info: used ***"), "" + node.messages(id));
    assertFalse(node.messages(id).toString().contains("9876543210"), "" + node.messages(id));

    String leaking =
        node.create(
            spec(
                step("m", "make"),
                step("l", "leak", "input", Map.of("token", "${{ steps.m.output.token }}"))));
    assertEquals(TaskStatus.FAILED, node.awaitEnd(leaking).status());
    assertTrue(node.completion(leaking).toString().contains("secret not allowed here"));
  }

  @Test
  void T07_itIsSealedWhileTheTaskRunsSurvivesACrashAndIsGoneAtTheEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    TestNode first = secrets("a");
    first.add(
        "hang",
        context -> {
          begun.countDown();
          Thread.sleep(60_000);
        });
    first.worker.start();
    String id =
        first.create(
            spec(
                step("m", "make", "each", List.of(1, 2)),
                step("h", "hang"),
                use("u", "${{ steps.m.output.token[1] }}")));
    assertTrue(begun.await(5, TimeUnit.SECONDS));
    assertEquals(3L, sealed(), "two turns, and the step");
    assertNowhere();
    first.close();

    TestNode second = secrets("a");
    second.add("hang", context -> {});
    second.worker.start();
    assertEquals(TaskStatus.COMPLETED, second.awaitEnd(id).status(), "" + second.messages(id));
    assertEquals(List.of(TOKEN), used);
    assertFalse(second.messages(id).toString().contains(TOKEN), "" + second.messages(id));
    assertEquals(0L, sealed());
    assertNowhere();
  }

  private long sealed() throws Exception {
    return database.<Long>read(
        c -> Sql.number(c, "SELECT COUNT(*) FROM task_steps WHERE length(secrets) > 0"));
  }

  private void assertNowhere() throws Exception {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(TOKEN), "in " + file);
      }
    }
  }

  @Test
  void aRetryWhoseStepNeedsOneThatIsGoneSaysSo() throws Exception {
    TestNode node = secrets("a");
    node.worker.start();
    String id =
        node.create(
            spec(step("m", "make"), step("f", "fail"), use("u", "${{ steps.m.output.token }}")));
    node.awaitEnd(id);
    node.add("fail", context -> {});
    node.store.retry(id, Map.of(), TestPrincipal.ALICE);
    node.await(
        id,
        task ->
            task.status().ended() && node.messages(id).toString().contains("steps.m.output.token"));
    Map<?, ?> error = (Map<?, ?>) node.completion(id).get("error");

    assertEquals("ConflictError", error.get("name"));
    assertTrue(error.get("message").toString().contains("steps.m.output.token"), "" + error);
    assertEquals(List.of(), used);
  }

  @Test
  void theSizeOfOutputsCountsSecretOnesToo() throws Exception {
    for (int length : List.of(89, 90, 91)) {
      // {} and {"token":"…"} are 14 characters more than the token.
      TestNode node = node("n" + length, database, QUICK.with("scaffolder.maxOutput", 102));
      node.add("make", context -> context.secretOutput("token", Secret.of("s".repeat(length))));
      node.worker.start();
      String id = node.create(spec(step("m", "make")));
      boolean fits = length <= 90;
      assertEquals(fits ? TaskStatus.COMPLETED : TaskStatus.FAILED, node.awaitEnd(id).status());
      node.close();
    }
  }

  @Test
  void F04_whatMayHaveHappenedIsNotRepeatedUnlessTheActionSaysThatItMayBe() throws Exception {
    for (boolean repeatable : List.of(true, false)) {
      effects.clear();
      CountDownLatch begun = new CountDownLatch(1);
      TestNode first = node("a", database, QUICK);
      first.add(
          new TestAction(
              "pay",
              Map.of(),
              repeatable,
              context -> {
                effects.add("paid");
                begun.countDown();
                Thread.sleep(60_000);
              }));
      first.worker.start();
      String id = first.create(spec(step("p", "pay"), step("c", "append")));
      assertTrue(begun.await(5, TimeUnit.SECONDS));
      first.close();
      TestNode second = node("a", database, QUICK);
      second.add(new TestAction("pay", Map.of(), repeatable, context -> effects.add("paid again")));
      second.worker.start();
      Task task = second.awaitEnd(id);

      if (repeatable) {
        assertEquals(TaskStatus.COMPLETED, task.status());
        assertEquals(List.of("paid", "paid again", "c"), effects);
      } else {
        assertEquals(TaskStatus.FAILED, task.status());
        assertEquals(List.of("paid"), effects);
        assertTrue(second.completion(id).toString().contains("may have happened, or not"));
        second.store.retry(id, Map.of(), TestPrincipal.ALICE);
        second.await(id, any -> any.status() == TaskStatus.COMPLETED);
        assertEquals(List.of("paid", "paid again", "c"), effects);
      }
      second.close();
    }
  }

  @Test
  void aStepThatWasNotCalledYetIsBegunWhateverItsActionSays() throws Exception {
    TestNode first = node("a", database, QUICK);
    first.add(
        new TestAction(
            "pay",
            Map.of(),
            false,
            context -> {
              throw PortalException.conflict("never called");
            }));
    String id = first.create(spec(step("p", "pay")));
    database.write(
        c -> {
          JournalTable.begin(c, id, new Place("", 0, Place.WHOLE));
          return null;
        });
    first.add(new TestAction("pay", Map.of(), false, context -> effects.add("paid")));
    first.worker.start();

    assertEquals(TaskStatus.COMPLETED, first.awaitEnd(id).status(), "" + first.messages(id));
    assertEquals(List.of("paid"), effects);
  }
}
