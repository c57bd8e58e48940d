package dev.callboard.audit;

import dev.callboard.platform.audit.AuditFollower;
import dev.callboard.platform.audit.AuditRecord;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one follower, on one thread at a time and on none while there is nothing new. After a
 * failure it waits, twice as long each time. Thread-safe.
 */
final class FollowerRun {
  private static final Logger LOG = LoggerFactory.getLogger(FollowerRun.class);
  static final int BATCH = 200;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final AuditFollower follower;
  private final String id;
  private final FollowedLog log;
  private final FollowerTable table;
  private final TaskExecutor tasks;
  private Duration pause = Duration.ZERO;
  private boolean planned;
  private boolean again;
  private boolean stopped;
  private Future<?> work;
  private volatile String problem;

  FollowerRun(AuditFollower follower, FollowedLog log, FollowerTable table, TaskExecutor tasks) {
    this.follower = follower;
    this.id = follower.id();
    if (!id.matches("[A-Za-z0-9.:-]{1,100}")) {
      throw new IllegalArgumentException(
          "The id of an AuditFollower is at most 100 letters, digits, dots, colons and hyphens: "
              + id);
    }
    this.log = log;
    this.table = table;
    this.tasks = tasks;
  }

  String id() {
    return id;
  }

  /** Why it is behind; empty when it is not, or only slow. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Tells that there may be something new. */
  synchronized void wake() {
    if (planned) {
      again = true;
      return;
    }
    plan(Duration.ZERO);
  }

  private synchronized void plan(Duration delay) {
    if (!stopped) {
      planned = true;
      again = false;
      work = tasks.schedule("follow the audit log: " + id, delay, this::run);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (work != null) {
      work.cancel(true);
    }
  }

  private Void run() {
    try {
      serve();
      succeeded();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failed(e);
    } finally {
      next();
    }
    return null;
  }

  private void serve() throws Exception {
    OptionalLong known = table.place(id);
    if (known.isEmpty()) {
      table.start(id, follower.fromBeginning() ? 0 : log.end());
      known = table.place(id);
    }
    if (known.orElse(0) >= log.end()) {
      return;
    }
    OptionalLong place = table.hold(id);
    while (place.isPresent() && !isStopped()) {
      place = batch(place.getAsLong());
    }
  }

  /** Returns how far it is now; empty when there is nothing more, or another node took over. */
  private OptionalLong batch(long place) throws Exception {
    List<AuditRecord> records = log.after(place, BATCH);
    if (records.isEmpty()) {
      return OptionalLong.empty();
    }
    follower.accept(records);
    long last = records.get(records.size() - 1).seq();
    return table.advance(id, last) && records.size() == BATCH
        ? OptionalLong.of(last)
        : OptionalLong.empty();
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized void succeeded() {
    if (problem != null) {
      LOG.info("The follower {} of the audit log goes on", id);
    }
    problem = null;
    pause = Duration.ZERO;
  }

  private synchronized void failed(Exception e) {
    if (stopped) {
      return;
    }
    if (problem == null) {
      LOG.warn("The follower {} of the audit log is behind: {}", id, e.toString());
    }
    problem = e instanceof SQLException ? "the database is away" : String.valueOf(e.getMessage());
    pause = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** What came meanwhile must not wait for the next call. */
  private synchronized void next() {
    planned = false;
    if (!pause.isZero()) {
      plan(pause);
    } else if (again) {
      plan(Duration.ZERO);
    }
  }
}
