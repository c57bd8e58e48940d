package dev.callboard.scheduler;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one task by its schedule and remembers how that went. The permit {@code turn} is shared by
 * all tasks of one name, as there are two while a plugin is updated: only who holds it runs.
 */
final class TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private static final int KEPT_RUNS = 10;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TaskName name;
  private final ScheduledTask task;
  private final Schedule schedule;
  private final ThreadPool pool;
  private final Clockwork clockwork;
  private final Cadence cadence;
  private final Semaphore turn;
  private final Deque<Run> runs = new ArrayDeque<>();

  private boolean active;
  private Runnable timer = () -> {};
  private Job job;
  private Instant startedAt;
  private boolean timedOut;
  private int failures;

  TaskRunner(
      TaskName name, ScheduledTask task, ThreadPool pool, Clockwork clockwork, Semaphore turn) {
    this.name = name;
    this.task = task;
    this.schedule = task.schedule();
    this.pool = pool;
    this.clockwork = clockwork;
    this.cadence = new Cadence(schedule, clockwork);
    this.turn = turn;
  }

  TaskName name() {
    return name;
  }

  Schedule schedule() {
    return schedule;
  }

  /** Begins, or begins again, to run by the schedule. */
  synchronized void activate() {
    active = true;
    plan();
  }

  /** Begins no further run; one under way goes on. */
  synchronized void pause() {
    active = false;
    timer.run();
  }

  /** Begins no further run and interrupts one under way. */
  synchronized void stop() {
    pause();
    cancel();
  }

  /** Interrupts the run under way, and returns whether there is one. */
  synchronized boolean cancel() {
    if (job == null) {
      return false;
    }
    job.interrupt();
    return true;
  }

  /**
   * Runs the task now.
   *
   * @throws PortalException with code {@code CONFLICT} when it is running
   */
  synchronized void trigger() {
    if (!active || !begin()) {
      throw PortalException.conflict("Task " + name + " is currently running");
    }
  }

  private void plan() {
    timer.run();
    if (active) {
      timer = clockwork.after(cadence.untilNext(), this::wake);
    }
  }

  private synchronized void wake() {
    if (!active || job != null) {
      // The run under way plans the next one when it ends.
      return;
    }
    if (!cadence.untilNext().isZero()) {
      plan();
      return;
    }
    if (!begin()) {
      timer = clockwork.after(RETRY, this::wake);
    }
  }

  private boolean begin() {
    if (job != null || !turn.tryAcquire()) {
      return false;
    }
    timer.run();
    Job next = new Job(name.id(), this::perform, this::release);
    job = next;
    try {
      pool.execute(next);
    } catch (PortalException e) {
      LOG.warn("Task {} was put off: {}", name, e.getMessage());
      release();
      return false;
    }
    return true;
  }

  private synchronized void release() {
    job = null;
    turn.release();
  }

  private void perform() {
    long begin = clockwork.nanos();
    Runnable timeout = started(begin);
    Throwable failure = null;
    try {
      task.run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      timeout.run();
      ended(Duration.ofNanos(clockwork.nanos() - begin), failure);
    }
  }

  private synchronized Runnable started(long begin) {
    startedAt = clockwork.now();
    timedOut = false;
    cadence.began(begin);
    return clockwork.after(schedule.timeout(), this::timeOut);
  }

  private synchronized void timeOut() {
    if (job != null) {
      timedOut = true;
      job.interrupt();
    }
  }

  private synchronized void ended(Duration took, Throwable failure) {
    Optional<String> error = describe(failure);
    runs.addFirst(new Run(startedAt, took, error));
    if (runs.size() > KEPT_RUNS) {
      runs.removeLast();
    }
    log(failure, error);
    startedAt = null;
    release();
    plan();
  }

  private Optional<String> describe(Throwable failure) {
    if (timedOut) {
      return Optional.of("interrupted after its timeout of " + schedule.timeout());
    }
    if (failure == null) {
      return Optional.empty();
    }
    return Optional.of(
        failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
  }

  private void log(Throwable failure, Optional<String> error) {
    if (error.isEmpty()) {
      if (failures > 0) {
        LOG.info("Task {} works again after {} failed runs", name, failures);
      }
      failures = 0;
      return;
    }
    failures++;
    if (!active) {
      LOG.debug("Task {} ended while it was stopped", name, failure);
    } else if (failures == 1) {
      LOG.warn(
          "Task {} failed: {}. Further failures are not logged",
          name,
          error.get(),
          timedOut ? null : failure);
    }
  }

  /** Returns how many of the last runs failed, one after the other. */
  synchronized int failures() {
    return failures;
  }

  /** Returns when the run under way began, or empty. */
  synchronized Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /** Returns when the next run is planned, or empty while another task of this name is in turn. */
  synchronized Optional<Instant> planned() {
    return active ? Optional.of(cadence.planned()) : Optional.empty();
  }

  /** Returns the last runs, the latest first. */
  synchronized List<Run> runs() {
    return List.copyOf(runs);
  }
}
