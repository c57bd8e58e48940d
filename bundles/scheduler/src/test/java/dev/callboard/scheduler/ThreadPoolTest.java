package dev.callboard.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadPoolTest {
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private final AtomicInteger limit = new AtomicInteger(1);
  private final ThreadBudget budget = new ThreadBudget(limit::get);
  private final ClassLoader loader = new URLClassLoader(new URL[0], null);
  private final FakeClockwork clockwork = new FakeClockwork();
  private final List<PooledTaskExecutor> executors = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    executors.forEach(executor -> executor.close(SECONDS));
  }

  private PooledTaskExecutor executor(String owner) {
    return executor(owner, 100, Duration.ofSeconds(10));
  }

  private PooledTaskExecutor executor(String owner, int maxWaiting, Duration keepAlive) {
    PooledTaskExecutor executor =
        new PooledTaskExecutor(
            new ThreadPool(owner, loader, budget, maxWaiting, keepAlive), clockwork);
    executors.add(executor);
    return executor;
  }

  private static List<Thread> threadsOf(String owner) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cb-" + owner + "-"))
        .toList();
  }

  private CompletableFuture<Boolean> block(PooledTaskExecutor executor) {
    return executor.submit("block", () -> release.await(1, TimeUnit.MINUTES));
  }

  @Test
  void work_runs_on_a_thread_with_the_name_and_the_class_loader_of_the_bundle() throws Exception {
    Thread thread = executor("names").submit("sync", Thread::currentThread).get();
    assertTrue(thread.getName().startsWith("cb-names-"), thread.getName());
    assertSame(loader, thread.getContextClassLoader());
  }

  @Test
  void the_thread_name_tells_the_work_while_it_is_under_way() throws Exception {
    String name =
        executor("work").submit("sync repos", () -> Thread.currentThread().getName()).get();
    assertEquals("cb-work-1 sync repos", name);
  }

  @Test
  void a_failure_ends_the_future_and_not_the_thread() throws Exception {
    PooledTaskExecutor executor = executor("failing");
    CompletableFuture<Void> failed =
        executor.submit(
            "fail",
            () -> {
              throw new IllegalStateException("broken");
            });
    ExecutionException thrown = assertThrows(ExecutionException.class, failed::get);
    assertEquals("broken", thrown.getCause().getMessage());
    assertEquals("done", executor.submit("next", () -> "done").get());
  }

  @Test
  void cancelling_interrupts_the_work() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CompletableFuture<Void> future =
        executor("cancel")
            .submit(
                "wait",
                () -> {
                  began.countDown();
                  try {
                    release.await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                  return null;
                });
    assertTrue(began.await(5, TimeUnit.SECONDS));
    assertTrue(future.cancel(true));
    assertTrue(interrupted.await(5, TimeUnit.SECONDS));
  }

  @Test
  void an_interrupt_does_not_reach_the_next_work() throws Exception {
    PooledTaskExecutor executor = executor("flag");
    executor.submit("interrupts itself", () -> interruptSelf()).get();
    assertFalse(executor.submit("next", () -> Thread.currentThread().isInterrupted()).get());
  }

  private static Void interruptSelf() {
    Thread.currentThread().interrupt();
    return null;
  }

  @Test
  void F33_no_thread_stays_when_the_bundle_stops() throws Exception {
    PooledTaskExecutor executor = executor("stopping");
    CountDownLatch began = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      executor.submit(
          "wait",
          () -> {
            began.countDown();
            return release.await(1, TimeUnit.MINUTES);
          });
    }
    CompletableFuture<String> waiting = executor.submit("waits", () -> "never");
    CompletableFuture<String> later =
        executor.schedule("later", Duration.ofSeconds(1), () -> "never");
    assertTrue(began.await(5, TimeUnit.SECONDS));
    executor.close(SECONDS);
    assertEquals(List.of(), threadsOf("stopping"));
    assertTrue(waiting.isCancelled() || waiting.isDone());
    assertTrue(later.isCancelled());
    assertTrue(executor.submit("after the end", () -> "never").isCancelled());
  }

  @Test
  void threads_inherit_no_thread_locals_of_who_submits() throws Exception {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("of another bundle");
    try {
      assertEquals(null, executor("locals").submit("look", local::get).get());
    } finally {
      local.remove();
    }
  }

  @Test
  void idle_threads_end() throws Exception {
    executor("idle", 10, Duration.ofMillis(20)).submit("work", () -> 1).get();
    Waiting.until("no idle thread", () -> threadsOf("idle").isEmpty());
  }

  @Test
  void a_bundle_that_uses_up_the_budget_leaves_two_threads_to_each_other() throws Exception {
    PooledTaskExecutor greedy = executor("greedy");
    for (int i = 0; i < 5; i++) {
      block(greedy);
    }
    Waiting.until("three threads", () -> threadsOf("greedy").size() == 3);
    PooledTaskExecutor modest = executor("modest");
    block(modest);
    assertEquals("done", modest.submit("second", () -> "done").get(5, TimeUnit.SECONDS));
    CompletableFuture<String> fourth = greedy.submit("sixth", () -> "done");
    assertEquals(3, threadsOf("greedy").size());
    assertFalse(fourth.isDone());
  }

  @Test
  void a_budget_that_grows_counts_for_the_next_work() {
    PooledTaskExecutor executor = executor("growing");
    for (int i = 0; i < 4; i++) {
      block(executor);
    }
    Waiting.until("three threads", () -> threadsOf("growing").size() == 3);
    limit.set(2);
    block(executor);
    Waiting.until("four threads", () -> threadsOf("growing").size() == 4);
  }

  @Test
  void the_waiting_work_is_limited() {
    PooledTaskExecutor executor = executor("full", 2, Duration.ofSeconds(10));
    for (int i = 0; i < 3; i++) {
      block(executor);
      int running = i + 1;
      Waiting.until(
          "thread " + running,
          () ->
              threadsOf("full").stream()
                      .filter(thread -> thread.getName().endsWith("block"))
                      .count()
                  == running);
    }
    assertFalse(block(executor).isCompletedExceptionally(), "limit - 1");
    assertFalse(block(executor).isCompletedExceptionally(), "limit");
    CompletableFuture<Boolean> tooMany = block(executor);
    ExecutionException thrown = assertThrows(ExecutionException.class, tooMany::get);
    assertTrue(thrown.getCause() instanceof PortalException);
    assertTrue(thrown.getCause().getMessage().contains("backend.tasks.maxWaiting"));
  }

  @Test
  void delayed_work_runs_after_its_delay() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    CompletableFuture<Boolean> future =
        executor("delay").schedule("later", Duration.ofSeconds(5), () -> ran.getAndSet(true));
    clockwork.pass(Duration.ofMillis(4999));
    assertFalse(ran.get());
    clockwork.pass(Duration.ofMillis(1));
    assertFalse(future.get(5, TimeUnit.SECONDS));
    assertTrue(ran.get());
  }
}
