package dev.callboard.platform.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The pumps of a resource that sends events, one for each reader that is there. Thread-safe; no
 * method blocks.
 *
 * @since 1.5
 */
public final class EventPumps implements AutoCloseable {
  private final Map<EventPump, String> topics = new ConcurrentHashMap<>();

  /**
   * Connects a reader and begins to send.
   *
   * @param pump sends to it, not null
   * @param topic what the reader follows, such as the id of a task, not null
   * @param open opens the stream of the reader, given what to call when it is ready for more; when
   *     it throws, that is passed on and the pump is forgotten
   */
  public void connect(EventPump pump, String topic, Function<Runnable, EventReader> open) {
    requireNonNull(pump, "pump is null");
    requireNonNull(open, "open is null");
    forgetClosed();
    // Before it starts: what comes meanwhile must wake it.
    topics.put(pump, requireNonNull(topic, "topic is null"));
    try {
      pump.start(open.apply(pump::wake));
    } catch (RuntimeException e) {
      topics.remove(pump);
      throw e;
    }
  }

  /** Has every reader sent what there is. */
  public void wake() {
    forgetClosed();
    topics.keySet().forEach(EventPump::wake);
  }

  /**
   * Has the readers of a topic sent what there is.
   *
   * @param topic not null
   */
  public void wake(String topic) {
    requireNonNull(topic, "topic is null");
    forgetClosed();
    topics.forEach(
        (pump, followed) -> {
          if (followed.equals(topic)) {
            pump.wake();
          }
        });
  }

  private void forgetClosed() {
    topics.keySet().removeIf(pump -> !pump.isOpen());
  }

  /** Ends the streams of all readers. */
  @Override
  public void close() {
    topics.keySet().forEach(EventPump::close);
    topics.clear();
  }
}
