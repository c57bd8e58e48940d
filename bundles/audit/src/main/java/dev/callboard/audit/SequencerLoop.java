package dev.callboard.audit;

import dev.callboard.platform.database.OutboxSource;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sequencer: soon after a commit for the database that was written, and now and then for
 * all, in case a call was missed or another node left rows. One run at a time; commits that come
 * close together share one. It takes no thread while there is nothing to do.
 */
final class SequencerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SequencerLoop.class);

  /** Short enough for 100 ms from commit to number, long enough for batches. */
  private static final Duration GATHER = Duration.ofMillis(20);

  private static final Duration SWEEP = Duration.ofSeconds(2);

  private final Set<String> dirty = ConcurrentHashMap.newKeySet();
  private final Sequencer sequencer;
  private final OutboxSource outboxes;
  private final TaskExecutor tasks;
  private boolean planned;
  private boolean stopped;
  private Future<?> sweep;

  SequencerLoop(Sequencer sequencer, OutboxSource outboxes, TaskExecutor tasks) {
    this.sequencer = sequencer;
    this.outboxes = outboxes;
    this.tasks = tasks;
  }

  synchronized void start() {
    if (!stopped) {
      sweep = tasks.schedule("look for audit records", SWEEP, this::sweep);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (sweep != null) {
      sweep.cancel(true);
    }
  }

  void committed(String database) {
    if (dirty.add(database)) {
      plan();
    }
  }

  private synchronized void plan() {
    if (!planned && !stopped) {
      planned = true;
      tasks.schedule("number audit records", GATHER, this::run);
    }
  }

  private Void sweep() {
    try {
      outboxes.databases().forEach(this::committed);
    } finally {
      start();
    }
    return null;
  }

  private Void run() {
    Set<String> batch = new HashSet<>(dirty);
    dirty.removeAll(batch);
    try {
      int moved = sequencer.run(batch);
      LOG.trace("{} audit records were numbered", moved);
    } finally {
      again();
    }
    return null;
  }

  /** What was committed meanwhile must not wait for the next sweep. */
  private void again() {
    synchronized (this) {
      planned = false;
    }
    if (!dirty.isEmpty()) {
      plan();
    }
  }
}
