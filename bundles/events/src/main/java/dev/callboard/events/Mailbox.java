package dev.callboard.events;

import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that wait for one subscriber. A turn is taken on a thread while there are some: never
 * two at the same time, and after a number of events the thread is given up, so that a busy
 * subscriber does not keep others waiting.
 */
final class Mailbox {
  /** How many events a subscriber gets before others have their turn. */
  static final int PER_TURN = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final String owner;
  private final EventSubscriber subscriber;
  private final ClassLoader loader;
  private final Topics topics;
  private final IntSupplier limit;
  private final Turns turns;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private Thread delivering;
  private boolean inTurn;
  private boolean losing;
  private boolean closed;

  /** Gives a mailbox a thread for one turn. */
  interface Turns {
    /** Returns the turn, which has failed already when there will be none. */
    CompletableFuture<?> request(Mailbox mailbox);
  }

  Mailbox(
      String owner,
      EventSubscriber subscriber,
      ClassLoader loader,
      IntSupplier limit,
      Turns turns) {
    this.owner = owner;
    this.subscriber = subscriber;
    this.loader = loader;
    this.topics = new Topics(subscriber.topics());
    this.limit = limit;
    this.turns = turns;
  }

  String owner() {
    return owner;
  }

  /** Puts an event in, if it is wanted; the oldest is lost when there are too many. */
  void offer(Event event) {
    if (!topics.contains(event.topic())) {
      return;
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      waiting.add(event);
      dropOldest();
      if (inTurn) {
        return;
      }
      inTurn = true;
    }
    requestTurn();
  }

  private void dropOldest() {
    int most = Math.max(1, limit.getAsInt());
    while (waiting.size() > most) {
      waiting.remove();
      if (!losing) {
        LOG.warn("Subscriber {} is more than {} events behind and loses the oldest", owner, most);
      }
      losing = true;
    }
  }

  private void requestTurn() {
    if (!turns.request(this).isCompletedExceptionally()) {
      return;
    }
    synchronized (this) {
      // The next event asks again; what waits until then is kept within the limit.
      inTurn = false;
    }
  }

  /** Hands waiting events over on this thread. */
  void takeTurn() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      for (int i = 0; i < PER_TURN; i++) {
        Event event = next();
        if (event == null) {
          return;
        }
        deliver(event);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    requestTurn();
  }

  private synchronized Event next() {
    Event event = closed ? null : waiting.poll();
    if (event == null) {
      inTurn = false;
      losing = false;
      return null;
    }
    delivering = Thread.currentThread();
    return event;
  }

  private void deliver(Event event) {
    try {
      subscriber.onEvent(event);
    } catch (Throwable e) {
      LOG.warn("Subscriber {} failed on an event of topic {}", owner, event.topic(), e);
    } finally {
      delivered();
    }
  }

  private synchronized void delivered() {
    delivering = null;
    // What a subscriber, or close(), does to the thread must not reach the next event.
    Thread.interrupted();
  }

  /** Drops what waits, takes nothing more, and interrupts the subscriber if it is called now. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    if (delivering != null && delivering != Thread.currentThread()) {
      delivering.interrupt();
    }
  }
}
