package dev.callboard.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskTableTest {
  private static final TaskName NAME = new TaskName("incidents", "sync");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeClockwork clockwork = new FakeClockwork();
  private final ThreadPool pool =
      new ThreadPool(
          "tasks",
          getClass().getClassLoader(),
          new ThreadBudget(() -> 4),
          100,
          Duration.ofSeconds(10));
  private final TaskTable table = new TaskTable();

  @AfterEach
  void close() {
    pool.close(Duration.ofSeconds(5));
  }

  private TaskRunner add(FakeTask task) {
    return table.add(NAME, turn -> new TaskRunner(NAME, task, pool, clockwork, turn));
  }

  /** Lets time pass and waits for the runs that it causes to have ended. */
  private void pass(Duration duration, FakeTask task, int expectedRuns) {
    clockwork.pass(duration);
    awaitRuns(task, expectedRuns);
  }

  private void awaitRuns(FakeTask task, int expected) {
    Waiting.until(expected + " runs ended", () -> task.ended.get() >= expected, task.ended::get);
    Waiting.until(
        "no run under way",
        () -> table.all().stream().allMatch(runner -> runner.startedAt().isEmpty()));
    assertEquals(expected, task.ended.get());
  }

  @Test
  void a_task_runs_at_once_and_then_at_its_frequency() {
    FakeTask task = new FakeTask(Schedule.every(MINUTE, MINUTE));
    add(task);
    pass(Duration.ZERO, task, 1);
    pass(Duration.ofSeconds(59), task, 1);
    pass(Duration.ofSeconds(1), task, 2);
    pass(MINUTE, task, 3);
  }

  @Test
  void the_first_run_waits_for_the_initial_delay() {
    FakeTask task =
        new FakeTask(
            new Schedule(MINUTE, java.util.Optional.empty(), Duration.ofSeconds(10), MINUTE));
    add(task);
    pass(Duration.ofSeconds(9), task, 0);
    pass(Duration.ofSeconds(1), task, 1);
  }

  @Test
  void F21_a_clock_that_jumps_causes_neither_a_storm_nor_a_stop_of_a_frequency() {
    FakeTask task = new FakeTask(Schedule.every(MINUTE, MINUTE));
    add(task);
    pass(Duration.ZERO, task, 1);
    clockwork.setTimeOfDay(Instant.parse("2036-01-01T00:00:00Z"));
    pass(Duration.ofSeconds(59), task, 1);
    pass(Duration.ofSeconds(1), task, 2);
    clockwork.setTimeOfDay(Instant.parse("2016-01-01T00:00:00Z"));
    pass(MINUTE, task, 3);
  }

  @Test
  void F21_a_clock_that_jumps_causes_one_run_of_a_cron_task_and_then_the_usual_ones() {
    FakeTask task = new FakeTask(Schedule.cron("0 * * * *", MINUTE));
    add(task);
    pass(Duration.ofMinutes(9), task, 0);
    pass(MINUTE, task, 1);
    clockwork.setTimeOfDay(Instant.parse("2036-01-01T00:30:00Z"));
    pass(MINUTE, task, 2);
    pass(Duration.ofMinutes(28), task, 2);
    pass(Duration.ofMinutes(2), task, 3);
    clockwork.setTimeOfDay(Instant.parse("2026-01-01T00:30:00Z"));
    pass(Duration.ofMinutes(28), task, 3);
    pass(Duration.ofMinutes(3), task, 4);
  }

  @Test
  void a_run_that_takes_longer_than_the_frequency_is_followed_by_one_run() {
    FakeTask task = new FakeTask(Schedule.every(MINUTE, Duration.ofHours(1)));
    task.hold.drainPermits();
    add(task);
    clockwork.pass(Duration.ZERO);
    Waiting.until("the first run", () -> task.began.get() == 1);
    clockwork.pass(Duration.ofMinutes(5));
    assertEquals(1, task.began.get());
    task.hold.release(2);
    awaitRuns(task, 1);
    pass(Duration.ofSeconds(1), task, 2);
    assertFalse(task.overlapped);
  }

  @Test
  void a_run_is_interrupted_after_its_timeout_and_counts_as_failed() {
    FakeTask task = new FakeTask(Schedule.every(Duration.ofHours(1), MINUTE));
    task.hold.drainPermits();
    TaskRunner runner = add(task);
    clockwork.pass(Duration.ZERO);
    Waiting.until("a run with a timeout", () -> runner.startedAt().isPresent());
    Waiting.until("the first run", () -> task.began.get() == 1);
    pass(MINUTE, task, 1);
    assertEquals(
        "interrupted after its timeout of PT1M", runner.runs().get(0).error().orElseThrow());
    assertEquals(1, runner.failures());
    assertEquals(Result.Status.WARN, TaskHealthCheck.check(table).getStatus());
  }

  @Test
  void a_failed_run_is_remembered_and_the_next_one_comes_as_planned() {
    FakeTask task = new FakeTask(Schedule.every(MINUTE, MINUTE));
    task.failure = new IllegalStateException("no connection");
    TaskRunner runner = add(task);
    pass(Duration.ZERO, task, 1);
    assertEquals("no connection", runner.runs().get(0).error().orElseThrow());
    task.failure = null;
    pass(MINUTE, task, 2);
    assertEquals(0, runner.failures());
    assertEquals(Result.Status.OK, TaskHealthCheck.check(table).getStatus());
  }

  @Test
  void a_task_that_goes_is_interrupted_and_runs_no_more() {
    FakeTask task = new FakeTask(Schedule.every(MINUTE, Duration.ofHours(1)));
    task.hold.drainPermits();
    TaskRunner runner = add(task);
    clockwork.pass(Duration.ZERO);
    Waiting.until("the first run", () -> task.began.get() == 1);
    table.remove(runner);
    Waiting.until("the end of the run", () -> task.ended.get() == 1);
    clockwork.pass(Duration.ofHours(1));
    assertEquals(1, task.began.get());
    assertEquals(0, table.all().size());
  }

  @Test
  void F31_while_a_plugin_is_updated_the_newer_task_runs_and_never_beside_the_older() {
    FakeTask older = new FakeTask(Schedule.every(MINUTE, Duration.ofHours(1)));
    older.hold.drainPermits();
    TaskRunner olderRunner = add(older);
    clockwork.pass(Duration.ZERO);
    Waiting.until("a run of the older", () -> older.began.get() == 1);

    FakeTask newer = new FakeTask(Schedule.every(MINUTE, Duration.ofHours(1)));
    TaskRunner newerRunner = add(newer);
    clockwork.pass(Duration.ofSeconds(5));
    assertEquals(0, newer.began.get());

    older.hold.release(100);
    Waiting.until("the end of the older run", () -> olderRunner.startedAt().isEmpty());
    pass(Duration.ofSeconds(1), newer, 1);
    pass(MINUTE, newer, 2);
    assertEquals(1, older.began.get());

    // Overdue by now. With time passing meanwhile, a second run may or may not fall due.
    table.remove(newerRunner);
    pass(Duration.ZERO, older, 2);
  }

  @Test
  void a_task_can_be_run_by_hand_but_not_while_it_runs() {
    FakeTask task = new FakeTask(Schedule.every(Duration.ofHours(1), MINUTE));
    TaskRunner runner = add(task);
    pass(Duration.ZERO, task, 1);
    task.hold.drainPermits();
    runner.trigger();
    PortalException thrown = assertThrows(PortalException.class, runner::trigger);
    assertEquals(ErrorCode.CONFLICT, thrown.code());
    task.hold.release(100);
    awaitRuns(task, 2);
  }

  @Test
  void a_schedule_that_never_comes_is_refused() {
    FakeTask task = new FakeTask(Schedule.cron("0 0 30 2 *", MINUTE));
    assertThrows(PortalException.class, () -> add(task));
    assertEquals(0, table.all().size());
  }

  @Test
  void the_json_has_the_shape_of_the_backstage_endpoint() {
    FakeTask task = new FakeTask(Schedule.every(MINUTE, Duration.ofSeconds(30)));
    TaskRunner runner = add(task);
    assertEquals(Map.of("status", "initial-wait"), TaskJson.of(runner).get("workerState"));
    pass(Duration.ZERO, task, 1);
    Map<String, Object> json = TaskJson.of(runner);
    assertEquals("sync", json.get("taskId"));
    assertEquals("incidents", json.get("pluginId"));
    assertEquals(
        Map.of(
            "version", 2,
            "cadence", "PT1M",
            "initialDelayDuration", "PT0S",
            "timeoutAfterDuration", "PT30S"),
        json.get("settings"));
    assertEquals(
        Map.of(
            "status", "idle",
            "startsAt", "2026-11-20T23:51:30Z",
            "lastRunEndedAt", "2026-11-20T23:50:30Z"),
        json.get("taskState"));
    assertTrue(json.get("runs").toString().contains("result=succeeded"));
  }

  /** A task that counts, and runs for as long as the test holds it. */
  private static final class FakeTask implements ScheduledTask {
    private final Schedule schedule;
    private final AtomicInteger began = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final Semaphore hold = new Semaphore(1000);
    private volatile boolean overlapped;
    private volatile RuntimeException failure;

    FakeTask(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public String id() {
      return NAME.id();
    }

    @Override
    public Schedule schedule() {
      return schedule;
    }

    @Override
    public void run() throws Exception {
      overlapped |= running.incrementAndGet() > 1;
      began.incrementAndGet();
      try {
        hold.acquire();
        if (failure != null) {
          throw failure;
        }
      } finally {
        running.decrementAndGet();
        ended.incrementAndGet();
      }
    }
  }
}
