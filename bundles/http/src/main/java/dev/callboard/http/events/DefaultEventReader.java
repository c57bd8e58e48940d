package dev.callboard.http.events;

import static java.util.Objects.requireNonNull;

import dev.callboard.http.gateway.StreamReaders;
import dev.callboard.platform.http.EventReader;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.function.Consumer;

/** A reader with events of its own. */
final class DefaultEventReader implements EventReader {
  private final SseEventSink sink;
  private final Sse sse;
  private final Consumer<DefaultEventReader> onEnd;
  private volatile StreamReaders.Pace pace;
  private volatile boolean ended;

  private DefaultEventReader(SseEventSink sink, Sse sse, Consumer<DefaultEventReader> onEnd) {
    this.sink = sink;
    this.sse = sse;
    this.onEnd = onEnd;
  }

  /** Counts the reader and begins its answer. */
  static DefaultEventReader connect(
      SseEventSink sink,
      Sse sse,
      String caller,
      Runnable onReady,
      StreamReaders readers,
      Consumer<DefaultEventReader> onEnd) {
    DefaultEventReader reader =
        new DefaultEventReader(
            requireNonNull(sink, "sink is null"), requireNonNull(sse, "sse is null"), onEnd);
    reader.pace =
        readers.follow(
            requireNonNull(caller, "caller is null"),
            requireNonNull(onReady, "onReady is null"),
            reader::ended);
    // A first byte tells the reader, and proxies between, that the stream is open.
    sink.send(sse.newEventBuilder().comment("open").build());
    return reader;
  }

  @Override
  public boolean isReady() {
    return !ended && pace.isReady();
  }

  @Override
  public boolean isOpen() {
    return !ended && !sink.isClosed() && pace.isOpen();
  }

  @Override
  public void send(String id, String type, String json) {
    if (!isOpen()) {
      return;
    }
    try {
      sink.send(
          sse.newEventBuilder()
              .id(requireNonNull(id, "id is null"))
              .name(requireNonNull(type, "type is null"))
              .data(String.class, requireNonNull(json, "json is null"))
              .build());
    } catch (IllegalStateException e) {
      ended();
    }
  }

  private void ended() {
    ended = true;
    onEnd.accept(this);
  }

  @Override
  public void close() {
    ended();
    sink.close();
  }
}
