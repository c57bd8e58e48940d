package dev.callboard.http.events;

import static java.util.Objects.requireNonNull;

import dev.callboard.http.gateway.StreamReaders;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.EventStream;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One stream. Events are numbered and handed to the readers under one lock, so a reader that joins
 * gets each event once; a reader leaves without the lock, because it may do so while an event is
 * being written to it.
 */
final class DefaultEventStream implements EventStream {
  private final String name;
  private final int replay;
  private final StreamReaders registry;
  private final Consumer<DefaultEventStream> onClose;
  private final String epoch = Long.toString(System.currentTimeMillis(), 36);
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private long last;
  private boolean closed;

  /** An event that can be sent again. */
  private record Kept(long number, String type, String json) {}

  /** Somebody who listens; identity counts. */
  private static final class Reader {
    private final SseEventSink sink;
    private final Sse sse;

    Reader(SseEventSink sink, Sse sse) {
      this.sink = sink;
      this.sse = sse;
    }
  }

  DefaultEventStream(
      String name, int replay, StreamReaders registry, Consumer<DefaultEventStream> onClose) {
    this.name = name;
    this.replay = replay;
    this.registry = registry;
    this.onClose = onClose;
  }

  @Override
  public synchronized void publish(String type, String json) {
    requireNonNull(type, "type is null");
    requireNonNull(json, "json is null");
    if (closed) {
      return;
    }
    Kept event = new Kept(++last, type, json);
    if (replay > 0) {
      if (kept.size() == replay) {
        kept.removeFirst();
      }
      kept.addLast(event);
    }
    readers.forEach(reader -> send(reader, event));
  }

  @Override
  public void subscribe(SseEventSink sink, Sse sse, String lastEventId, String caller) {
    requireNonNull(sink, "sink is null");
    requireNonNull(sse, "sse is null");
    Reader reader = new Reader(sink, sse);
    registry.enter(requireNonNull(caller, "caller is null"), () -> readers.remove(reader));
    synchronized (this) {
      if (closed) {
        throw PortalException.unavailable("The stream " + name + " has ended");
      }
      // A first byte tells the reader, and proxies between, that the stream is open.
      sink.send(sse.newEventBuilder().comment("open").build());
      catchUp(reader, lastEventId);
      readers.add(reader);
    }
    if (sink.isClosed()) {
      readers.remove(reader);
    }
  }

  private void catchUp(Reader reader, String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return;
    }
    long from = number(lastEventId);
    long oldest = kept.isEmpty() ? last + 1 : kept.getFirst().number();
    if (from < oldest - 1 || from > last) {
      send(reader, new Kept(last, "reset", "{}"));
      return;
    }
    for (Kept event : kept) {
      if (event.number() > from) {
        send(reader, event);
      }
    }
  }

  /** Returns the number in an id of this stream, or -1. */
  private long number(String id) {
    String prefix = epoch + "-";
    if (!id.startsWith(prefix)) {
      return -1;
    }
    try {
      return Long.parseLong(id.substring(prefix.length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void send(Reader reader, Kept event) {
    try {
      OutboundSseEvent out =
          reader
              .sse
              .newEventBuilder()
              .id(epoch + "-" + event.number())
              .name(event.type())
              .data(String.class, event.json())
              .build();
      reader.sink.send(out);
    } catch (IllegalStateException e) {
      readers.remove(reader);
    }
    if (reader.sink.isClosed()) {
      readers.remove(reader);
    }
  }

  int readerCount() {
    return readers.size();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    onClose.accept(this);
    readers.forEach(reader -> reader.sink.close());
    readers.clear();
  }
}
