package dev.callboard.catalog.ingest;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
  private static final int MOST_CHANGES = 100;

  /** Reads a root. */
  interface Work {
    /** Reads a root, as it was asked for. */
    void read(String key, Asked asked);
  }

  /**
   * What is to be read.
   *
   * @param asOf when somebody asked to compare contents rather than trust size and time, or null
   * @param changes what may have changed, or null for everything
   */
  record Asked(Instant asOf, List<SourceChange> changes) {}

  /** How one root stands; guarded by the queue. */
  private static final class Entry {
    boolean wanted;
    boolean running;
    Instant asOf;
    List<SourceChange> changes;
    boolean forgotten;
    int failed;
    long lastStart;
    long lastEnd;
    String error;
  }

  private final TaskExecutor tasks;
  private final Work work;
  private final int parallel;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Lanes waiting;
  private final Set<CompletableFuture<?>> running = new HashSet<>();
  private int workers;
  private boolean stopped;

  /**
   * Creates a queue.
   *
   * @param parallel how many roots are read at a time
   * @param lane tells the host that a root is read from
   * @param work reads a root
   */
  RootQueue(TaskExecutor tasks, int parallel, Function<String, String> lane, Work work) {
    this.tasks = tasks;
    this.parallel = parallel;
    this.work = work;
    waiting = new Lanes(lane, parallel);
  }

  /** Asks for a root to be read. */
  synchronized void request(String key, boolean thorough) {
    if (stopped) {
      return;
    }
    Entry entry = entries.computeIfAbsent(key, name -> new Entry());
    entry.changes = null;
    request(key, entry, thorough);
  }

  /** Asks for what a push may have changed of a root to be read, unless all of it is anyway. */
  synchronized void request(String key, SourceChange change) {
    if (stopped) {
      return;
    }
    Entry entry = entries.computeIfAbsent(key, name -> new Entry());
    if (!entry.wanted) {
      entry.changes = new ArrayList<>();
    }
    if (entry.changes != null) {
      entry.changes.add(change);
      entry.changes = entry.changes.size() > MOST_CHANGES ? null : entry.changes;
    }
    request(key, entry, true);
  }

  private void request(String key, Entry entry, boolean thorough) {
    entry.forgotten = false;
    if (thorough) {
      entry.asOf = Instant.now();
    }
    if (entry.wanted) {
      return;
    }
    entry.wanted = true;
    if (!entry.running) {
      waiting.add(key);
      startWorker();
    }
  }

  /** Asks for a root to be read after a while. */
  void requestLater(String key, boolean thorough, Duration delay) {
    tasks.schedule(
        "read a catalog location later",
        delay,
        () -> {
          request(key, thorough);
          return null;
        });
  }

  /** Forgets a root that is gone. What is being read of it is read to the end. */
  synchronized void forget(String key) {
    waiting.remove(key);
    Entry entry = entries.get(key);
    if (entry == null) {
      return;
    }
    entry.wanted = false;
    entry.forgotten = true;
    if (!entry.running) {
      entries.remove(key);
    }
  }

  /** Starts nothing more, and interrupts what runs. */
  synchronized void stop() {
    stopped = true;
    waiting.clear();
    List.copyOf(running).forEach(future -> future.cancel(true));
    running.clear();
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
    if (workers == parallel) {
      return;
    }
    workers++;
    CompletableFuture<?> future =
        tasks.submit(
            "read catalog locations",
            () -> {
              drain();
              return null;
            });
    running.add(future);
    future.whenComplete((nothing, failure) -> ended(future));
  }

  private synchronized void ended(CompletableFuture<?> future) {
    running.remove(future);
  }

  private void drain() {
    boolean ended = false;
    try {
      for (String key = next(); key != null; key = next()) {
        runInLane(key);
      }
      ended = true;
    } finally {
      if (!ended) {
        lost();
      }
    }
  }

  private void runInLane(String key) {
    try {
      run(key);
    } finally {
      done(key);
    }
  }

  private synchronized void done(String key) {
    waiting.done(key);
  }

  private synchronized String next() {
    String key = Thread.currentThread().isInterrupted() ? null : waiting.poll();
    if (key == null) {
      workers--;
    }
    return key;
  }

  /** A worker ended by an error, such as a class that is gone: another one takes its place. */
  private synchronized void lost() {
    workers--;
    if (!waiting.isEmpty()) {
      startWorker();
    }
  }

  private void run(String key) {
    Asked asked;
    synchronized (this) {
      Entry entry = entries.get(key);
      if (entry == null) {
        return;
      }
      entry.wanted = false;
      entry.running = true;
      asked = new Asked(entry.asOf, entry.changes);
      entry.asOf = null;
      entry.changes = null;
      entry.lastStart = System.currentTimeMillis();
    }
    String error = "An internal error occurred, see the log";
    try {
      work.read(key, asked);
      error = null;
    } catch (PortalException e) {
      error = e.getMessage();
    } catch (RuntimeException e) {
      LOG.error("Reading the location {} failed", key, e);
    } finally {
      ended(key, error);
    }
  }

  private synchronized void ended(String key, String error) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return;
    }
    entry.running = false;
    if (entry.forgotten) {
      entries.remove(key);
      return;
    }
    entry.lastEnd = System.currentTimeMillis();
    if (error != null && !error.equals(entry.error) && !stopped) {
      LOG.warn("The location {} could not be read to its end: {}", key, error);
    }
    entry.error = error;
    entry.failed = error == null ? 0 : entry.failed + 1;
    if (entry.wanted) {
      waiting.add(key);
      if (!stopped) {
        startWorker();
      }
    } else if (error != null && !stopped) {
      retryLater(key, entry);
    }
  }

  private synchronized void retry(String key, Entry entry) {
    if (entries.get(key) == entry) {
      request(key, false);
    }
  }

  private void retryLater(String key, Entry entry) {
    long seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(entry.failed, 10));
    tasks.schedule(
        "retry a catalog location",
        Duration.ofSeconds(seconds),
        () -> {
          retry(key, entry);
          return null;
        });
  }
}
