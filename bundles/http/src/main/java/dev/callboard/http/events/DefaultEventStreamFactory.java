package dev.callboard.http.events;

import static java.util.Objects.requireNonNull;

import dev.callboard.http.gateway.StreamReaders;
import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.http.EventStream;
import dev.callboard.platform.http.EventStreamFactory;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Makes the streams of one bundle, and ends them with it. */
@Component(scope = ServiceScope.BUNDLE)
public final class DefaultEventStreamFactory implements EventStreamFactory {
  private final StreamReaders readers;
  private final Set<DefaultEventStream> streams = ConcurrentHashMap.newKeySet();
  private final Set<DefaultEventReader> own = ConcurrentHashMap.newKeySet();

  /** Creates a factory for one bundle. */
  @Activate
  public DefaultEventStreamFactory(@Reference StreamReaders readers) {
    this.readers = readers;
  }

  @Override
  public EventStream create(String name, int replay) {
    requireNonNull(name, "name is null");
    if (replay < 0) {
      throw new IllegalArgumentException("replay must not be negative");
    }
    DefaultEventStream stream = new DefaultEventStream(name, replay, readers, streams::remove);
    streams.add(stream);
    return stream;
  }

  @Override
  public EventReader open(SseEventSink sink, Sse sse, String caller, Runnable onReady) {
    DefaultEventReader reader =
        DefaultEventReader.connect(sink, sse, caller, onReady, readers, own::remove);
    own.add(reader);
    if (!reader.isOpen()) {
      own.remove(reader);
    }
    return reader;
  }

  /** Ends every stream that was made. */
  @Deactivate
  public void close() {
    streams.forEach(DefaultEventStream::close);
    own.forEach(DefaultEventReader::close);
  }
}
