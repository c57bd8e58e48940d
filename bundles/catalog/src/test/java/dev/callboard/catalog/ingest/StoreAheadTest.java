package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreAheadTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Integer> results = new ArrayList<>();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void piecesAreDoneInOrderAndTheirResultsComeOnTheThreadOfTheOwner() {
    Thread owner = Thread.currentThread();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    StoreAhead<Integer> ahead =
        new StoreAhead<>(
            threads,
            result -> {
              assertSame(owner, Thread.currentThread());
              results.add(result);
            });
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      expected.add(i);
      ahead.begin(
          () -> {
            order.add(number);
            return number;
          });
    }
    ahead.finish();
    assertEquals(expected, order);
    assertEquals(expected, results);
  }

  @Test
  void theOwnerGoesOnWhileAPieceIsDone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    StoreAhead<Integer> ahead = new StoreAhead<>(threads, results::add);
    ahead.begin(
        () -> {
          begun.countDown();
          await(goOn);
          return 1;
        });
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    goOn.countDown();
    ahead.finish();
    assertEquals(List.of(1), results);
  }

  @Test
  void withoutAThreadTheOwnerDoesItAll() {
    StoreAhead<Integer> ahead = new StoreAhead<>(piece -> {}, results::add);
    ahead.begin(() -> 1);
    ahead.begin(() -> 2);
    ahead.finish();
    ahead.finish();
    assertEquals(List.of(1, 2), results);
  }

  @Test
  void whatFailsIsThrownToTheOwnerOnceAndNothingFollowsIt() {
    StoreAhead<Integer> ahead = new StoreAhead<>(threads, results::add);
    IllegalStateException failure = new IllegalStateException("on purpose");
    ahead.begin(
        () -> {
          throw failure;
        });
    AtomicBoolean second = new AtomicBoolean();
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                ahead.begin(
                    () -> {
                      second.set(true);
                      return 2;
                    })));
    ahead.giveUp();
    ahead.finish();
    assertFalse(second.get());
    assertEquals(List.of(), results);
  }

  @Test
  void whoGivesUpWaitsForWhatHasBegunAndDoesNotBeginTheRest() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    StoreAhead<Integer> ahead = new StoreAhead<>(threads, results::add);
    ahead.begin(
        () -> {
          begun.countDown();
          // Long enough for an owner who does not wait to be gone.
          await(new CountDownLatch(1), 200);
          ended.set(true);
          return 1;
        });
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    ahead.giveUp();
    assertTrue(ended.get());

    StoreAhead<Integer> idle = new StoreAhead<>(piece -> {}, results::add);
    idle.begin(() -> 2);
    idle.giveUp();
    idle.finish();
    assertEquals(List.of(), results);
  }

  @Test
  void anInterruptIsKeptAndTheResultIsWaitedFor() {
    StoreAhead<Integer> ahead = new StoreAhead<>(threads, results::add);
    ahead.begin(() -> 1);
    Thread.currentThread().interrupt();
    ahead.finish();
    assertTrue(Thread.interrupted());
    assertEquals(List.of(1), results);
  }

  private static void await(CountDownLatch latch) {
    await(latch, 20_000);
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
