package dev.callboard.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventPumpTest {
  private static final Duration RETRY = Duration.ofSeconds(3);
  private final Steps tasks = new Steps();
  private final Reader reader = new Reader();
  private final List<String> failures = new ArrayList<>();
  private int runs;
  private RuntimeException failure;
  private Runnable during = () -> {};

  private final EventPump pump =
      new EventPump("test", RETRY, tasks, this::send, e -> failures.add(e.getMessage()));

  private void send(EventReader to) {
    runs++;
    Runnable once = during;
    during = () -> {};
    once.run();
    if (failure != null) {
      RuntimeException thrown = failure;
      failure = null;
      throw thrown;
    }
    to.send("1", "test", "{}");
  }

  @Test
  void runsOnceForSeveralWakesAndNotAgainByItself() throws Exception {
    pump.start(reader);
    pump.wake();
    pump.wake();
    tasks.runAll();
    assertEquals(1, runs);
    pump.wake();
    tasks.runAll();
    assertEquals(2, runs);
    assertEquals(2, reader.sent);
  }

  @Test
  void runsAgainWhenItWasWokenWhileItRan() throws Exception {
    during = pump::wake;
    pump.start(reader);
    tasks.runAll();
    assertEquals(2, runs);
  }

  @Test
  void triesAgainLaterAfterAnExpectedFailure() throws Exception {
    failure = PortalException.unavailable("the database is away");
    pump.start(reader);
    tasks.runAll();
    assertEquals(List.of(RETRY), tasks.delays);
    assertEquals(2, runs);
    assertTrue(pump.isOpen());
    assertEquals(List.of(), failures);
  }

  @Test
  void closesTheReaderAfterAnyOtherFailureAndTells() throws Exception {
    failure = new IllegalStateException("broken");
    pump.start(reader);
    tasks.runAll();
    assertEquals(List.of("broken"), failures);
    assertFalse(pump.isOpen());
    assertEquals(1, runs);
  }

  @Test
  void waitsForItsReader() throws Exception {
    pump.wake();
    tasks.runAll();
    assertEquals(0, runs);
    assertTrue(pump.isOpen());
    pump.start(reader);
    tasks.runAll();
    assertEquals(1, runs);
  }

  @Test
  void severalAreWokenByTheirTopicOrAllAndEndTogether() throws Exception {
    EventPumps pumps = new EventPumps();
    Reader other = new Reader();
    pumps.connect(pump, "one", ready -> reader);
    pumps.connect(
        new EventPump("other", RETRY, tasks, to -> to.send("1", "test", "{}"), e -> {}),
        "two",
        ready -> other);
    tasks.runAll();
    assertEquals(List.of(1, 1), List.of(reader.sent, other.sent));
    pumps.wake("two");
    tasks.runAll();
    assertEquals(List.of(1, 2), List.of(reader.sent, other.sent));
    pumps.wake();
    tasks.runAll();
    assertEquals(List.of(2, 3), List.of(reader.sent, other.sent));
    pumps.close();
    assertFalse(reader.isOpen() || other.isOpen());
  }

  @Test
  void aPumpWhoseReaderCannotBeConnectedIsForgotten() throws Exception {
    EventPumps pumps = new EventPumps();
    assertThrows(
        PortalException.class,
        () ->
            pumps.connect(
                pump,
                "one",
                ready -> {
                  throw PortalException.unavailable("too many");
                }));
    pumps.wake();
    tasks.runAll();
    assertEquals(List.of(), List.copyOf(tasks.waiting));
    assertEquals(0, runs);
  }

  private static final class Reader implements EventReader {
    private int sent;
    private boolean open = true;

    @Override
    public boolean isReady() {
      return open;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void send(String id, String type, String json) {
      sent++;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  /** Runs what was submitted when it is told to. */
  private static final class Steps implements TaskExecutor {
    private final Queue<Callable<?>> waiting = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();

    void runAll() throws Exception {
      while (!waiting.isEmpty()) {
        waiting.remove().call();
      }
    }

    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      waiting.add(work);
      return new CompletableFuture<>();
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      delays.add(delay);
      return submit(name, work);
    }
  }
}
