package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.SourceRow;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what changed without anybody saying so: local files by looking at them often, everything
 * else by reading it again from time to time ({@code catalog.processingInterval}).
 */
final class Rescan {
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(500);
  // Looking takes at most this part of one processor, however many files there are.
  private static final int LOOK_SHARE = 200;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(100);

  private static final Set<String> LOCAL = Set.of("file", "provider");

  private static final Logger LOG = LoggerFactory.getLogger(Rescan.class);

  private final TaskExecutor tasks;
  private final RootQueue queue;
  private final BiPredicate<String, Duration> fresh;
  private final Supplier<Config> config;
  private final Map<String, WatchedFiles> watched = new ConcurrentHashMap<>();
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private volatile boolean running;

  /**
   * Creates it.
   *
   * @param fresh tells whether some node has read a root within a time
   */
  Rescan(
      TaskExecutor tasks,
      RootQueue queue,
      Supplier<Config> config,
      BiPredicate<String, Duration> fresh) {
    this.fresh = fresh;
    this.tasks = tasks;
    this.queue = queue;
    this.config = config;
  }

  void start() {
    running = true;
    look(SHORTEST_LOOK);
  }

  void stop() {
    running = false;
  }

  /**
   * Takes down what a root was read from, and when it is to be read again.
   *
   * @param before what its directories were like before that
   */
  void watch(Root root, Collection<SourceRow> rows, WatchedFiles before) {
    watched.put(root.key(), WatchedFiles.of(root, rows).since(before));
    boolean remote = rows.stream().anyMatch(Rescan::isRemote) || !LOCAL.contains(root.type());
    Duration interval = interval(config.get());
    if (remote && !interval.isZero()) {
      // Spread between one and one and a half intervals, so that roots do not all come at once.
      long pause = (long) (interval.toNanos() * ThreadLocalRandom.current().nextDouble(1, 1.5));
      due.put(root.key(), System.nanoTime() + pause);
    } else {
      due.remove(root.key());
    }
  }

  /** A local file is looked at; what a provider gave comes from the provider. */
  private static boolean isRemote(SourceRow row) {
    String key = row.sourceKey();
    return row.state().equals(Freshness.RETRY)
        || !key.isEmpty() && !key.startsWith("file:") && !key.startsWith("entity:");
  }

  /**
   * Takes down a root that another node reads first: this one does when that is not done soon. What
   * lies in local files is read here too, because nobody else notices that they change.
   */
  void expect(Root root) {
    if (root.type().equals("url")) {
      due.put(root.key(), System.nanoTime() + FIRST_LOOK.toNanos());
    } else {
      queue.request(root.key(), false);
    }
  }

  void forget(String key) {
    watched.remove(key);
    due.remove(key);
  }

  /** Returns how long it is between two readings, zero for never. */
  static Duration interval(Config current) {
    if (current.value("catalog.processingInterval").filter(Boolean.FALSE::equals).isPresent()) {
      return Duration.ZERO;
    }
    return current.duration("catalog.processingInterval").orElse(DEFAULT_INTERVAL);
  }

  private void look(Duration pause) {
    tasks.schedule(
        "look at catalog files",
        pause,
        () -> {
          if (running) {
            long start = System.nanoTime();
            tryLook();
            Duration took = Duration.ofNanos(System.nanoTime() - start).multipliedBy(LOOK_SHARE);
            look(took.compareTo(SHORTEST_LOOK) > 0 ? took : SHORTEST_LOOK);
          }
          return null;
        });
  }

  /** One look that fails must not be the last one. */
  private void tryLook() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("Could not look at catalog files", e);
    }
  }

  private void look() {
    watched.forEach(
        (key, files) -> {
          if (files.changed()) {
            // Taken off until it has been read, or it would be asked for at each look.
            watched.remove(key, files);
            queue.request(key, false);
          }
        });
    long now = System.nanoTime();
    due.forEach(
        (key, when) -> {
          if (now - when >= 0 && due.remove(key, when)) {
            comeDue(key, now);
          }
        });
  }

  /** One node reads a root in each interval, whichever comes first. */
  private void comeDue(String key, long now) {
    Duration interval = interval(config.get());
    if (interval.isZero() || !fresh.test(key, interval)) {
      queue.request(key, false);
    } else {
      due.putIfAbsent(key, now + interval.toNanos());
    }
  }
}
