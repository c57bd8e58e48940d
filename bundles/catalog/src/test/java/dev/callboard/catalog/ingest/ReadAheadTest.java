package dev.callboard.catalog.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadAheadTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static Content content(String digest) {
    return new Content(null, null, null, digest);
  }

  @Test
  void filesAreReadSideBySide() {
    CyclicBarrier together = new CyclicBarrier(3);
    ReadAhead ahead = new ReadAhead(threads, 3);
    for (String key : List.of("a", "b", "c")) {
      ahead.begin(
          key,
          () -> {
            try {
              together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return content(key);
          });
    }
    for (String key : List.of("a", "b", "c")) {
      assertEquals(key, ahead.take(key, () -> content("late")).digest());
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "2,2", "3,2"})
  void noMoreThanTheLimitAreReadBeforeTheirTurn(int asked, int read) {
    List<Runnable> handed = new ArrayList<>();
    ReadAhead ahead = new ReadAhead(handed::add, 2);
    for (int i = 0; i < asked; i++) {
      ahead.begin("" + i, () -> content(""));
      ahead.begin("" + i, () -> content("twice"));
    }
    assertEquals(read, handed.size());
  }

  @Test
  void whatNoThreadHasBegunIsReadByWhoNeedsIt() {
    AtomicInteger reads = new AtomicInteger();
    List<Runnable> handed = new ArrayList<>();
    ReadAhead ahead = new ReadAhead(handed::add, 1);
    ahead.begin("a", () -> content("" + reads.incrementAndGet()));
    assertEquals("1", ahead.take("a", () -> content("late")).digest());
    handed.forEach(Runnable::run);
    assertEquals(1, reads.get());
    assertEquals("late", ahead.take("a", () -> content("late")).digest(), "taken once");
  }

  @Test
  void whatFailsFailsInItsTurn() {
    PortalException wrong = PortalException.notFound("gone");
    ReadAhead ahead = new ReadAhead(Runnable::run, 1);
    ahead.begin(
        "a",
        () -> {
          throw wrong;
        });
    assertSame(wrong, assertThrows(PortalException.class, () -> ahead.take("a", () -> null)));
  }

  @Test
  void whatIsGivenUpIsNotRead() {
    AtomicInteger reads = new AtomicInteger();
    List<Runnable> handed = new ArrayList<>();
    ReadAhead ahead = new ReadAhead(handed::add, 1);
    ahead.begin("a", () -> content("" + reads.incrementAndGet()));
    ahead.giveUp();
    handed.forEach(Runnable::run);
    assertEquals(0, reads.get());
  }

  @Test
  void anInterruptEndsTheWaitForAHost() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ReadAhead ahead = new ReadAhead(threads, 1);
    ahead.begin(
        "a",
        () -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            // the test has ended
          }
          return content("");
        });
    assertTrue(begun.await(30, TimeUnit.SECONDS));
    Thread.currentThread().interrupt();
    PortalException ended =
        assertThrows(PortalException.class, () -> ahead.take("a", () -> content("")));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, ended.code());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @CsvSource({"-1,0", "0,0", "1,1", "64,64", "65,64"})
  void theLimitIsConfigured(long configured, int used) {
    MapConfig config =
        new MapConfig(Map.of("catalog", Map.of("limits", Map.of("readAhead", configured))));
    assertEquals(used, IngestLimits.of(config).readAhead());
  }
}
