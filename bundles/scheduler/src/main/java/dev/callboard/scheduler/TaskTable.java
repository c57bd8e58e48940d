package dev.callboard.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * The tasks by name. When there are several of a name, as while a plugin is updated, the latest
 * runs; when it goes, the one before it runs again.
 */
final class TaskTable {
  private final TreeMap<TaskName, Entry> entries = new TreeMap<>();

  /** Makes and adds a task. */
  synchronized TaskRunner add(TaskName name, Factory factory) {
    Entry entry = entries.get(name);
    boolean fresh = entry == null;
    if (fresh) {
      entry = new Entry();
    }
    TaskRunner runner = factory.create(entry.turn);
    if (fresh) {
      entries.put(name, entry);
    }
    entry.top().ifPresent(TaskRunner::pause);
    entry.runners.add(runner);
    runner.activate();
    return runner;
  }

  /** Stops and removes a task. */
  synchronized void remove(TaskRunner runner) {
    runner.stop();
    Entry entry = entries.get(runner.name());
    if (entry == null) {
      return;
    }
    boolean wasTop = entry.top().filter(top -> top == runner).isPresent();
    entry.runners.remove(runner);
    if (entry.runners.isEmpty()) {
      entries.remove(runner.name());
      return;
    }
    if (wasTop) {
      entry.top().ifPresent(TaskRunner::activate);
    }
  }

  /** Returns the task of this name that runs by its schedule. */
  synchronized Optional<TaskRunner> find(TaskName name) {
    return Optional.ofNullable(entries.get(name)).flatMap(Entry::top);
  }

  /** Returns the tasks that run by their schedules, sorted by name. */
  synchronized List<TaskRunner> all() {
    return entries.values().stream().flatMap(entry -> entry.top().stream()).toList();
  }

  /** Makes a task that shares a permit with the others of its name. */
  interface Factory {
    TaskRunner create(Semaphore turn);
  }

  private static final class Entry {
    private final Semaphore turn = new Semaphore(1);
    private final List<TaskRunner> runners = new ArrayList<>();

    Optional<TaskRunner> top() {
      return runners.isEmpty() ? Optional.empty() : Optional.of(runners.get(runners.size() - 1));
    }
  }
}
