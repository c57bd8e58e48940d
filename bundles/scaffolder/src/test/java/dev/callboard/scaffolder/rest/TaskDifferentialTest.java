package dev.callboard.scaffolder.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.scaffolder.fakes.SqliteDatabase;
import dev.callboard.scaffolder.fakes.TestPolicy;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.scaffolder.parameters.Templates;
import dev.callboard.scaffolder.permission.TaskRules;
import dev.callboard.scaffolder.task.NewTask;
import dev.callboard.scaffolder.task.Task;
import dev.callboard.scaffolder.task.TaskPage;
import dev.callboard.scaffolder.task.TaskQuery;
import dev.callboard.scaffolder.task.TaskStore;
import dev.callboard.scaffolder.task.TestStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under random conditions, tasks and templates show what a naive filter leaves of all. */
class TaskDifferentialTest {
  private static final List<String> CREATORS =
      List.of("user:default/alice", "user:default/bob", "external:ci", "user:other/alice");
  private static final List<String> ASKED =
      List.of("user:default/alice", "user:default/BOB", "external:ci", "user:default/nobody", "%");
  private static final List<String> TAGS = List.of("a", "b", "A", "");

  @TempDir Path directory;
  private final Random random = new Random(41123);
  private final TestPolicy policy = new TestPolicy();
  private SqliteDatabase database;
  private TaskStore store;
  private Access access;

  @BeforeEach
  void open() throws Exception {
    database = new SqliteDatabase(directory.resolve("db.sqlite"));
    store = TestStores.open(database, directory);
    access = new Access(policy, store);
    for (int i = 0; i < 60; i++) {
      TestPrincipal creator = new TestPrincipal(pick(CREATORS));
      String id = store.create(new NewTask(Map.of(), "template:default/t", Map.of(), creator));
      if (random.nextInt(3) == 0) {
        store.cancel(id, creator);
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void tasksAreThoseOfANaiveFilter() {
    policy.decide("scaffolder.task.read", Decision.allow("test"));
    List<Task> all = list(List.of(), List.of(), List.of(), 1_000, 0).tasks();
    assertEquals(60, all.size());
    TaskRules rules = new TaskRules(store);
    int seen = 0;
    for (int round = 0; round < 100; round++) {
      Condition condition = condition("IS_TASK_OWNER", 3, () -> Map.of("createdBy", some(ASKED)));
      policy.decide("scaffolder.task.read", Decision.conditional(condition, "test"));
      policy.decide("scaffolder.task.cancel", Decision.conditional(condition, "test"));
      List<String> by = random.nextBoolean() ? List.of() : some(CREATORS);
      List<String> status = random.nextBoolean() ? List.of() : List.of(pick("open", "cancelled"));
      List<String> expected = new ArrayList<>();
      for (Task task : all) {
        boolean meets = meets(condition, rule -> owns(rule, task));
        String what = task.createdBy() + " under " + condition;
        assertEquals(meets, rules.meets(task.id(), condition), what);
        checkOne(task, meets, what);
        if (meets
            && (by.isEmpty() || by.contains(task.createdBy()))
            && (status.isEmpty() || status.contains(task.status().text()))) {
          expected.add(task.id());
        }
      }
      checkPages(expected, by, status, condition);
      seen += expected.size();
    }
    assertTrue(seen > 600 && seen < 5_400, seen + " tasks seen");
  }

  private void checkOne(Task task, boolean meets, String what) {
    if (meets) {
      assertEquals(task.id(), access.read(task.id(), TestPrincipal.ALICE).id(), what);
      access.requireCancel(task.id(), TestPrincipal.ALICE);
      return;
    }
    String missing =
        assertThrows(PortalException.class, () -> access.read("none", TestPrincipal.ALICE))
            .getMessage();
    PortalException hidden =
        assertThrows(
            PortalException.class, () -> access.read(task.id(), TestPrincipal.ALICE), what);
    assertEquals(missing.replace("none", task.id()), hidden.getMessage());
    assertThrows(
        PortalException.class, () -> access.requireCancel(task.id(), TestPrincipal.ALICE), what);
  }

  private void checkPages(
      List<String> expected, List<String> by, List<String> status, Condition condition) {
    List<String> paged = new ArrayList<>();
    int limit = 1 + random.nextInt(20);
    for (int offset = 0; offset <= expected.size(); offset += limit) {
      TaskPage page = list(by, status, List.of(), limit, offset);
      assertEquals(expected.size(), page.total(), condition::toString);
      page.tasks().forEach(task -> paged.add(task.id()));
    }
    assertEquals(expected, paged, condition::toString);
    List<String> ordered =
        list(by, status, List.of("asc:created_by"), 1_000, 0).tasks().stream()
            .map(Task::id)
            .sorted()
            .toList();
    assertEquals(expected.stream().sorted().toList(), ordered, condition::toString);
  }

  private TaskPage list(
      List<String> by, List<String> status, List<String> order, int limit, int offset) {
    return store.list(
        new TaskQuery(
            access.readable(TestPrincipal.ALICE),
            by,
            status,
            TaskQuery.order(order),
            limit,
            offset));
  }

  /** References are compared in any case. */
  private static boolean owns(Condition.Rule rule, Task task) {
    return ((List<?>) rule.params().get("createdBy"))
        .stream().anyMatch(owner -> task.createdBy().equalsIgnoreCase((String) owner));
  }

  @Test
  void pagesAndStepsAreThoseOfANaiveFilter() {
    for (int round = 0; round < 300; round++) {
      Condition pages = condition("HAS_TAG", 3, () -> Map.of("tag", pick(TAGS)));
      Condition steps = condition("HAS_TAG", 3, () -> Map.of("tag", pick(TAGS)));
      policy.decide("scaffolder.template.parameter.read", Decision.conditional(pages, "test"));
      policy.decide("scaffolder.template.step.read", Decision.conditional(steps, "test"));
      List<Map<String, Object>> allPages = items("title");
      List<Map<String, Object>> allSteps = items("action");
      var template =
          new Templates(new One(allPages, allSteps), policy)
              .load(EntityRef.parse("template:default/t"), TestPrincipal.ALICE);
      assertEquals(
          names(left(allPages, pages), "title"),
          names((List<?>) template.form().get("steps"), "title"),
          pages::toString);
      assertEquals(
          names(left(allSteps, steps), "action"),
          names((List<?>) template.spec(Map.of(), null, Optional.empty()).get("steps"), "action"),
          steps::toString);
    }
  }

  private List<Map<String, Object>> items(String name) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, Object> item = new LinkedHashMap<>(Map.of(name, name + i));
      if (random.nextInt(3) > 0) {
        item.put("backstage:permissions", Map.of("tags", some(TAGS)));
      }
      items.add(item);
    }
    return items;
  }

  private static List<Map<String, Object>> left(
      List<Map<String, Object>> items, Condition condition) {
    return items.stream()
        .filter(
            item -> {
              Object tags =
                  ((Map<?, ?>) item.getOrDefault("backstage:permissions", Map.of())).get("tags");
              return meets(
                  condition,
                  rule -> tags != null && ((List<?>) tags).contains(rule.params().get("tag")));
            })
        .toList();
  }

  private static List<Object> names(List<?> items, String name) {
    List<Object> names = new ArrayList<>();
    items.forEach(item -> names.add(((Map<?, ?>) item).get(name)));
    return names;
  }

  private static boolean meets(Condition condition, Predicate<Condition.Rule> rule) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().allMatch(each -> meets(each, rule));
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().anyMatch(each -> meets(each, rule));
    }
    return condition instanceof Condition.Not not
        ? !meets(not.condition(), rule)
        : rule.test((Condition.Rule) condition);
  }

  private Condition condition(String rule, int depth, Supplier<Map<String, Object>> params) {
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 3 ->
          new Condition.AllOf(
              List.of(condition(rule, depth - 1, params), condition(rule, depth - 1, params)));
      case 4 ->
          new Condition.AnyOf(
              List.of(condition(rule, depth - 1, params), condition(rule, depth - 1, params)));
      case 5 -> new Condition.Not(condition(rule, depth - 1, params));
      default ->
          new Condition.Rule(
              rule,
              rule.equals("HAS_TAG") ? "scaffolder-template" : "scaffolder-task",
              params.get());
    };
  }

  private List<String> some(List<String> values) {
    return values.stream().filter(value -> random.nextBoolean()).toList();
  }

  private String pick(String... values) {
    return pick(List.of(values));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A catalog of one template. */
  private record One(List<Map<String, Object>> pages, List<Map<String, Object>> steps)
      implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.of(
          Entity.of(
              Map.of(
                  "apiVersion",
                  "scaffolder.backstage.io/v1beta3",
                  "kind",
                  "Template",
                  "metadata",
                  Map.of("name", "t", "annotations", Map.of()),
                  "spec",
                  Map.of("parameters", pages, "steps", steps))));
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
}
