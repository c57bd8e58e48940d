package dev.callboard.docs.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.docs.fakes.Threads;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HelpedWorkersTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void eachItemIsDoneOnceAndByBothThreads() throws IOException {
    try (Threads threads = new Threads(4)) {
      HelpedWorkers workers = new HelpedWorkers(threads, 2);
      ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
      Set<String> names = ConcurrentHashMap.newKeySet();
      CountDownLatch two = new CountDownLatch(2);
      workers.each(
          ITEMS,
          item -> {
            done.add(item);
            if (names.add(Thread.currentThread().getName())) {
              two.countDown();
              awaits(two);
            }
          });
      assertEquals(ITEMS, done.stream().sorted().toList());
      assertEquals(2, names.size(), names.toString());
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS), "no other thread came to help");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBuildWaitsForNoHelpThatDoesNotCome() throws IOException {
    HelpedWorkers workers = new HelpedWorkers(new Threads(0), 4);
    ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
    workers.each(ITEMS, done::add);
    workers.each(ITEMS, done::add);
    assertEquals(2 * ITEMS.size(), done.size());
    workers.each(List.of(), done::add);
  }

  @Test
  void theFirstFailureEndsTheWorkAndIsTold() {
    try (Threads threads = new Threads(2)) {
      HelpedWorkers workers = new HelpedWorkers(threads, 2);
      Set<Integer> done = ConcurrentHashMap.newKeySet();
      Workers100 work = new Workers100(done);
      IOException failure =
          assertThrows(IOException.class, () -> workers.each(ITEMS, work::doUntil100));
      assertEquals("item 100", failure.getMessage());
      assertTrue(done.size() < ITEMS.size(), done.size() + " were done");
    }
  }

  /** Fails at one item. */
  private record Workers100(Set<Integer> done) {
    void doUntil100(int item) throws IOException {
      if (item == 100) {
        throw new IOException("item 100");
      }
      done.add(item);
    }
  }
}
