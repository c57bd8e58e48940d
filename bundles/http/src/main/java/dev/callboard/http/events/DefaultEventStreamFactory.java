package dev.callboard.http.events;

import static java.util.Objects.requireNonNull;

import dev.callboard.http.gateway.StreamReaders;
import dev.callboard.platform.http.EventStream;
import dev.callboard.platform.http.EventStreamFactory;
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

  /** Ends every stream that was made. */
  @Deactivate
  public void close() {
    streams.forEach(DefaultEventStream::close);
  }
}
