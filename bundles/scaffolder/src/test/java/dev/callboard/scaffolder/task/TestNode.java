package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.fakes.RecordedAudit;
import dev.callboard.scaffolder.fakes.TestPolicy;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.scaffolder.fakes.Threads;
import dev.callboard.scaffolder.template.TemplateEngine;
import dev.callboard.scaffolder.template.TemplateExtensions;
import dev.callboard.scaffolder.template.TemplateLimits;
import dev.callboard.testing.MapConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A server of tests: a worker and what it needs, over a database that others may share. */
final class TestNode implements AutoCloseable {
  final Threads threads = new Threads();
  final ActionRegistry actions = new ActionRegistry();
  final TestPolicy policy = new TestPolicy();
  final RecordedAudit audit = new RecordedAudit();
  final TaskSignals signals = new TaskSignals();
  final RunServices services;
  final TaskStore store;
  final Approvals approvals;
  final TaskWorker worker;
  private int ranking;

  TestNode(PluginDatabase database, Path directory, String name, MapConfig config) {
    Config current =
        config.has("scaffolder.secrets.key")
            ? config
            : config.with("scaffolder.secrets.key", "A".repeat(43) + "=");
    TemplateEngine engine = new TemplateEngine(TemplateLimits.DEFAULT, TemplateExtensions.NONE);
    services =
        new RunServices(
            () -> engine, actions, policy, threads, () -> current, directory.resolve(name));
    TaskDatabase tasks = new TaskDatabase(database, signals);
    SecretBox box = new SecretBox(directory.resolve(name + ".key"), () -> current);
    approvals = new Approvals(tasks, audit);
    store = new TaskStore(tasks, box, audit, () -> current);
    worker = new TaskWorker(tasks, box, audit, () -> current, services, name);
  }

  void add(String id, TestAction.Body body) {
    add(new TestAction(id, body));
  }

  Runnable add(TemplateAction action) {
    var reference = TestReference.<TemplateAction>of(++ranking);
    actions.add(action, reference);
    return () -> actions.remove(action, reference);
  }

  static Map<String, Object> step(String id, String action, Object... more) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("id", id);
    step.put("name", id);
    step.put("action", action);
    for (int i = 0; i < more.length; i += 2) {
      step.put((String) more[i], more[i + 1]);
    }
    return step;
  }

  static Map<String, Object> spec(Object... steps) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("apiVersion", "scaffolder.backstage.io/v1beta3");
    spec.put("steps", new ArrayList<Object>(java.util.Arrays.asList(steps)));
    spec.put("output", Map.of());
    spec.put("parameters", Map.of("name", "demo"));
    spec.put("user", Map.of("ref", "user:default/alice"));
    spec.put("templateInfo", Map.of("entityRef", "template:default/t"));
    return spec;
  }

  String create(Map<String, Object> spec) {
    return create(spec, Map.of());
  }

  String create(Map<String, Object> spec, Map<String, String> secrets) {
    return store.create(new NewTask(spec, "template:default/t", secrets, TestPrincipal.ALICE));
  }

  Task await(String id, Predicate<Task> expected) throws InterruptedException {
    long end = System.nanoTime() + 15_000_000_000L;
    Task task = store.find(id).orElseThrow();
    while (!expected.test(task)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited for " + id + ", last seen: " + task + messages(id));
      }
      Thread.sleep(5);
      task = store.find(id).orElseThrow();
    }
    return task;
  }

  Task awaitEnd(String id) throws InterruptedException {
    return await(id, task -> task.status().ended());
  }

  List<String> messages(String id) {
    List<String> messages = new ArrayList<>();
    for (TaskEvent event : store.events(id, 0, 10_000)) {
      messages.add(String.valueOf(event.body().get("message")).replaceAll("\u001b\\[[0-9]+m", ""));
    }
    return messages;
  }

  Map<String, Object> completion(String id) {
    List<TaskEvent> events = store.events(id, Long.MAX_VALUE, 10);
    return events.get(events.size() - 1).body();
  }

  /** Ends the worker as {@code kill -9} would: nothing more is written. */
  @Override
  public void close() throws Exception {
    worker.stop();
    threads.close();
  }
}
