package dev.callboard.catalog.ingest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the reading of roots in the background: each root by one thread at a time, several roots
 * side by side, again when it was asked for while it ran, and later when it failed. Thread-safe; no
 * method blocks.
 */
final class RootQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RootQueue.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** How one root stands; guarded by the queue. */
  private static final class Entry {
    boolean wanted;
    boolean running;
    boolean thorough;
    int failed;
    long lastStart;
    long lastEnd;
    String error;
  }

  private final TaskExecutor tasks;
  private final BiConsumer<String, Boolean> work;
  private final int parallel;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private int workers;

  /**
   * Creates a queue.
   *
   * @param parallel how many roots are read at a time
   * @param work reads a root; the flag asks to compare contents rather than trust size and time
   */
  RootQueue(TaskExecutor tasks, int parallel, BiConsumer<String, Boolean> work) {
    this.tasks = tasks;
    this.parallel = parallel;
    this.work = work;
  }

  /** Asks for a root to be read. */
  synchronized void request(String key, boolean thorough) {
    Entry entry = entries.computeIfAbsent(key, name -> new Entry());
    entry.thorough |= thorough;
    if (entry.wanted) {
      return;
    }
    entry.wanted = true;
    if (!entry.running) {
      waiting.add(key);
      startWorker();
    }
  }

  /** Forgets a root that is gone. */
  synchronized void forget(String key) {
    entries.remove(key);
    waiting.remove(key);
  }

  synchronized List<RootStatus> status(Map<String, String> refs) {
    List<RootStatus> list = new ArrayList<>();
    refs.forEach(
        (key, ref) -> {
          Entry entry = entries.getOrDefault(key, new Entry());
          String state = entry.running ? "reading" : entry.wanted ? "queued" : "idle";
          list.add(new RootStatus(key, ref, state, entry.lastStart, entry.lastEnd, entry.error));
        });
    return list;
  }

  private void startWorker() {
    if (workers < parallel) {
      workers++;
      tasks.submit(
          "read catalog locations",
          () -> {
            drain();
            return null;
          });
    }
  }

  private void drain() {
    for (String key = next(); key != null; key = next()) {
      run(key);
    }
  }

  private synchronized String next() {
    String key = Thread.currentThread().isInterrupted() ? null : waiting.poll();
    if (key == null) {
      workers--;
    }
    return key;
  }

  private void run(String key) {
    boolean thorough;
    synchronized (this) {
      Entry entry = entries.get(key);
      if (entry == null) {
        return;
      }
      entry.wanted = false;
      entry.running = true;
      thorough = entry.thorough;
      entry.thorough = false;
      entry.lastStart = System.currentTimeMillis();
    }
    String error = null;
    try {
      work.accept(key, thorough);
    } catch (PortalException e) {
      error = e.getMessage();
    } catch (RuntimeException e) {
      LOG.error("Reading the location {} failed", key, e);
      error = "An internal error occurred, see the log";
    }
    ended(key, error);
  }

  private synchronized void ended(String key, String error) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return;
    }
    entry.running = false;
    entry.lastEnd = System.currentTimeMillis();
    if (error != null && !error.equals(entry.error)) {
      LOG.warn("The location {} could not be read to its end: {}", key, error);
    }
    entry.error = error;
    entry.failed = error == null ? 0 : entry.failed + 1;
    if (entry.wanted) {
      waiting.add(key);
      startWorker();
    } else if (error != null) {
      retryLater(key, entry.failed);
    }
  }

  private void retryLater(String key, int failed) {
    long seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(failed, 10));
    tasks.schedule(
        "retry a catalog location",
        Duration.ofSeconds(seconds),
        () -> {
          request(key, false);
          return null;
        });
  }
}
