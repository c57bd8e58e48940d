package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells others that a plugin changed: as an event of the server, and to listeners. Thread-safe. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final Supplier<Optional<EventService>> events;
  private final List<Consumer<Map<String, Object>>> listeners = new CopyOnWriteArrayList<>();

  Announcer(Supplier<Optional<EventService>> events) {
    this.events = events;
  }

  void listen(Consumer<Map<String, Object>> listener) {
    listeners.add(listener);
  }

  void unlisten(Consumer<Map<String, Object>> listener) {
    listeners.remove(listener);
  }

  void announce(Map<String, Object> change) {
    try {
      events.get().ifPresent(service -> service.publish(new Event("plugins.changed", change)));
      listeners.forEach(listener -> listener.accept(change));
    } catch (RuntimeException e) {
      // The change is done; that somebody was not told does not undo it.
      LOG.warn("A change of plugin {} was not announced", change.get("id"), e);
    }
  }
}
