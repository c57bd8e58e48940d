package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The queue without threads: what it submits runs when the test says so. */
class RootQueueTest {
  private final List<String> runs = new ArrayList<>();
  private final Steps steps = new Steps();
  private BiConsumer<String, Instant> work = (key, asOf) -> {};
  private final RootQueue queue =
      new RootQueue(
          steps,
          2,
          key -> "",
          (key, asked) -> {
            String changes = asked.changes() == null ? "" : " " + asked.changes().size();
            runs.add(key + (asked.asOf() == null ? "" : " thorough") + changes);
            work.accept(key, asked.asOf());
          });

  private static final class Steps implements TaskExecutor {
    final Deque<Callable<?>> submitted = new ArrayDeque<>();
    final Deque<Callable<?>> scheduled = new ArrayDeque<>();
    final List<Duration> delays = new ArrayList<>();
    final List<CompletableFuture<?>> futures = new ArrayList<>();

    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      submitted.add(work);
      CompletableFuture<T> future = new CompletableFuture<>();
      futures.add(future);
      return future;
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      scheduled.add(work);
      delays.add(delay);
      return new CompletableFuture<>();
    }

    void run(Deque<Callable<?>> from) {
      while (!from.isEmpty()) {
        try {
          from.poll().call();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  @Test
  void severalRequestsBeforeItRunsAreOne() {
    queue.request("a", false);
    queue.request("a", true);
    steps.run(steps.submitted);
    assertEquals(List.of("a thorough"), runs);
  }

  @Test
  void requestWhileItRunsRunsItOnceMore() {
    work =
        (key, asOf) -> {
          if (runs.size() == 1) {
            queue.request("a", false);
            queue.request("a", false);
            assertEquals(0, steps.scheduled.size());
          }
        };
    queue.request("a", false);
    steps.run(steps.submitted);
    assertEquals(List.of("a", "a"), runs);
  }

  @Test
  void failureIsShownAndTriedAgainAfterALongerAndLongerPause() {
    work =
        (key, asOf) -> {
          if (runs.size() < 3) {
            throw PortalException.unavailable("the database is away");
          }
        };
    queue.request("a", false);
    steps.run(steps.submitted);
    assertEquals("the database is away", queue.status(Map.of("a", "file:a")).get(0).error());
    steps.run(steps.scheduled);
    steps.run(steps.submitted);
    steps.run(steps.scheduled);
    steps.run(steps.submitted);
    assertEquals(3, runs.size());
    assertTrue(steps.delays.get(1).compareTo(steps.delays.get(0)) > 0);
    assertEquals(null, queue.status(Map.of("a", "file:a")).get(0).error());
  }

  @Test
  void forgottenRootIsNotTriedAgain() {
    work =
        (key, asOf) -> {
          throw PortalException.unavailable("the database is away");
        };
    queue.request("a", false);
    steps.run(steps.submitted);
    queue.forget("a");
    steps.run(steps.scheduled);
    steps.run(steps.submitted);
    assertEquals(List.of("a"), runs);
  }

  @Test
  void rootThatIsForgottenAndAskedForWhileItRunsDoesNotRunTwiceAtATime() {
    work =
        (key, asOf) -> {
          if (runs.size() == 1) {
            queue.forget("a");
            queue.request("a", false);
            steps.run(steps.submitted);
            assertEquals(1, runs.size());
          }
        };
    queue.request("a", false);
    Callable<?> first = steps.submitted.poll();
    steps.submitted.add(first);
    steps.run(steps.submitted);
    assertEquals(List.of("a", "a"), runs);
  }

  @Test
  void errorOfOneRootLeavesTheOthersRunning() {
    work =
        (key, asOf) -> {
          if (key.equals("a") && runs.size() == 1) {
            throw new NoClassDefFoundError("gone");
          }
        };
    queue.request("a", false);
    Callable<?> worker = steps.submitted.poll();
    try {
      worker.call();
    } catch (Exception | NoClassDefFoundError e) {
      assertEquals("gone", e.getMessage());
    }
    for (String key : List.of("b", "c", "d")) {
      queue.request(key, false);
    }
    steps.run(steps.submitted);
    steps.run(steps.scheduled);
    steps.run(steps.submitted);
    assertEquals(List.of("a", "b", "c", "d", "a"), runs);
  }

  @Test
  void stoppedQueueInterruptsWhatRunsAndStartsNothing() {
    queue.request("a", false);
    queue.stop();
    queue.request("b", false);
    steps.run(steps.submitted);
    assertTrue(steps.futures.get(0).isCancelled());
    assertEquals(List.of(), runs);
  }

  private static SourceChange change(String path) {
    return new SourceChange("r", "main", true, Set.of(path), true);
  }

  @Test
  void whatWasPushedMeanwhileIsReadTogetherUnlessEverythingIs() {
    queue.request("a", change("1"));
    queue.request("a", change("2"));
    queue.request("b", change("1"));
    queue.request("b", false);
    queue.request("b", change("2"));
    steps.run(steps.submitted);
    queue.request("a", change("3"));
    steps.run(steps.submitted);
    assertEquals(List.of("a thorough 2", "b thorough", "a thorough 1"), runs);
  }

  @Test
  void aPushThatComesWhileARootIsReadIsReadAfterIt() {
    work =
        (key, asOf) -> {
          if (runs.size() == 1) {
            queue.request("a", change("late"));
          }
        };
    queue.request("a", false);
    steps.run(steps.submitted);
    assertEquals(List.of("a", "a thorough 1"), runs);
  }

  @Test
  void moreThanAHundredPushesMeanEverything() {
    for (int i = 0; i < 100; i++) {
      queue.request("a", change("" + i));
      queue.request("b", change("" + i));
    }
    queue.request("b", change("one more"));
    steps.run(steps.submitted);
    assertEquals(List.of("a thorough 100", "b thorough"), runs);
  }
}
