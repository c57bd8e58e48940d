package dev.callboard.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final int LIMIT = 5;

  private final Deque<Mailbox> requested = new ArrayDeque<>();
  private final Recorder recorder = new Recorder(Set.of("plugins.changed", "github.*"));
  private boolean refusing;

  private CompletableFuture<?> request(Mailbox mailbox) {
    if (refusing) {
      return CompletableFuture.failedFuture(new IllegalStateException("no thread"));
    }
    requested.add(mailbox);
    return new CompletableFuture<>();
  }

  private Mailbox mailbox(EventSubscriber subscriber, int limit) {
    return new Mailbox(
        "test/subscriber", subscriber, getClass().getClassLoader(), () -> limit, this::request);
  }

  private static Event event(String topic, int number) {
    return new Event(topic, Map.of("number", number));
  }

  private static Event push(int number) {
    return event("github.push", number);
  }

  private void takeTurns() {
    while (!requested.isEmpty()) {
      requested.remove().takeTurn();
    }
  }

  @Test
  void only_wanted_topics_arrive() {
    Mailbox mailbox = mailbox(recorder, LIMIT);
    for (String topic : List.of("plugins.changed", "plugins", "github", "githubx.y", "github.a")) {
      mailbox.offer(event(topic, 1));
    }
    takeTurns();
    assertEquals(List.of("plugins.changed", "github.a"), recorder.topics);
  }

  @Test
  void events_arrive_in_the_order_of_publishing() {
    Mailbox mailbox = mailbox(recorder, 1000);
    IntStream.range(0, 500).forEach(number -> mailbox.offer(push(number)));
    takeTurns();
    assertEquals(IntStream.range(0, 500).boxed().toList(), recorder.numbers);
  }

  @Test
  void a_turn_is_asked_for_once_and_only_when_there_is_something() {
    Mailbox mailbox = mailbox(recorder, LIMIT);
    assertTrue(requested.isEmpty());
    mailbox.offer(push(1));
    mailbox.offer(push(2));
    assertEquals(1, requested.size());
    takeTurns();
    assertTrue(requested.isEmpty());
    mailbox.offer(push(3));
    assertEquals(1, requested.size());
  }

  @Test
  void a_long_queue_takes_several_turns() {
    Mailbox mailbox = mailbox(recorder, 1000);
    IntStream.range(0, Mailbox.PER_TURN + 1).forEach(number -> mailbox.offer(push(number)));
    requested.remove().takeTurn();
    assertEquals(Mailbox.PER_TURN, recorder.numbers.size());
    assertEquals(1, requested.size());
    takeTurns();
    assertEquals(Mailbox.PER_TURN + 1, recorder.numbers.size());
  }

  @Test
  void a_subscriber_that_falls_behind_loses_the_oldest() {
    for (int count : List.of(LIMIT - 1, LIMIT, LIMIT + 1)) {
      Recorder own = new Recorder(Set.of("github.push"));
      Mailbox mailbox = mailbox(own, LIMIT);
      IntStream.range(0, count).forEach(number -> mailbox.offer(push(number)));
      takeTurns();
      assertEquals(
          IntStream.range(Math.max(0, count - LIMIT), count).boxed().toList(), own.numbers);
    }
  }

  @Test
  void a_failing_subscriber_gets_the_next_event() {
    Recorder failing =
        new Recorder(Set.of("github.push")) {
          @Override
          public void onEvent(Event event) {
            super.onEvent(event);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("broken");
          }
        };
    Mailbox mailbox = mailbox(failing, LIMIT);
    mailbox.offer(push(1));
    mailbox.offer(push(2));
    takeTurns();
    assertEquals(List.of(1, 2), failing.numbers);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void a_subscriber_that_goes_gets_nothing_more() {
    Mailbox mailbox = mailbox(recorder, LIMIT);
    mailbox.offer(push(1));
    mailbox.close();
    mailbox.offer(push(2));
    takeTurns();
    assertEquals(List.of(), recorder.numbers);
  }

  @Test
  void a_subscriber_that_goes_while_it_is_called_is_interrupted() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Recorder waiting =
        new Recorder(Set.of("github.push")) {
          @Override
          public void onEvent(Event event) {
            called.countDown();
            try {
              new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
          }
        };
    Mailbox mailbox = mailbox(waiting, LIMIT);
    mailbox.offer(push(1));
    Thread thread = new Thread(requested.remove()::takeTurn);
    thread.start();
    assertTrue(called.await(10, TimeUnit.SECONDS));
    mailbox.close();
    assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    thread.join();
  }

  @Test
  void without_a_thread_events_wait_for_the_next_one() {
    Mailbox mailbox = mailbox(recorder, LIMIT);
    refusing = true;
    mailbox.offer(push(1));
    refusing = false;
    mailbox.offer(push(2));
    takeTurns();
    assertEquals(List.of(1, 2), recorder.numbers);
  }

  @Test
  void the_subscriber_sees_its_own_class_loader_as_context() {
    ClassLoader own = new URLClassLoader(new URL[0], null);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    List<ClassLoader> seen = new ArrayList<>();
    Recorder looking =
        new Recorder(Set.of("github.push")) {
          @Override
          public void onEvent(Event event) {
            seen.add(Thread.currentThread().getContextClassLoader());
          }
        };
    new Mailbox("test", looking, own, () -> LIMIT, this::request).offer(push(1));
    takeTurns();
    assertEquals(List.of(own), seen);
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void many_publishers_and_threads_lose_and_mix_nothing() throws Exception {
    int publishers = 4;
    int each = 2_000;
    CountDownLatch all = new CountDownLatch(publishers * each);
    Recorder counting =
        new Recorder(Set.of("github.push")) {
          @Override
          public void onEvent(Event event) {
            super.onEvent(event);
            all.countDown();
          }
        };
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Mailbox mailbox =
          new Mailbox(
              "test",
              counting,
              getClass().getClassLoader(),
              () -> publishers * each,
              turn -> CompletableFuture.runAsync(turn::takeTurn, threads));
      for (int publisher = 0; publisher < publishers; publisher++) {
        int base = publisher * each;
        threads.execute(
            () -> IntStream.range(0, each).forEach(number -> mailbox.offer(push(base + number))));
      }
      assertTrue(all.await(20, TimeUnit.SECONDS), () -> all.getCount() + " missing");
    } finally {
      threads.shutdownNow();
    }
    assertFalse(counting.overlapped);
    for (int publisher = 0; publisher < publishers; publisher++) {
      int base = publisher * each;
      List<Integer> own =
          counting.numbers.stream().filter(n -> n >= base && n < base + each).toList();
      assertEquals(IntStream.range(base, base + each).boxed().toList(), own);
    }
  }

  /** Remembers what it got. */
  private static class Recorder implements EventSubscriber {
    private final Set<String> wanted;
    private final List<String> topics = new ArrayList<>();
    private final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean running;
    private volatile boolean overlapped;

    Recorder(Set<String> wanted) {
      this.wanted = wanted;
    }

    @Override
    public Set<String> topics() {
      return wanted;
    }

    @Override
    public void onEvent(Event event) {
      overlapped |= running;
      running = true;
      topics.add(event.topic());
      numbers.add((Integer) event.payload().get("number"));
      running = false;
    }
  }
}
