package dev.callboard.http.gateway;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the event streams that callers have open, over all plugins. */
@Component(service = StreamReaders.class)
public final class StreamReaders {
  private final Gateway gateway;
  private final Callers open = new Callers();

  /** Creates the count of a gateway. */
  @Activate
  public StreamReaders(@Reference Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Counts the request of this thread as an event stream of the caller until it ends.
   *
   * @param caller the name of the principal
   * @param onEnd called once, when the reader has gone
   * @throws PortalException with code TOO_MANY_REQUESTS beyond the limit
   */
  public void enter(String caller, Runnable onEnd) {
    int limit = gateway.settings().limits().eventStreamsPerCaller();
    Exchange exchange = gateway.current();
    if (exchange == null) {
      return;
    }
    if (!open.enter(caller, limit)) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than " + limit + " event streams of one caller at the same time");
    }
    exchange.onEnd(
        () -> {
          open.leave(caller);
          onEnd.run();
        });
  }

  /**
   * Counts the request of this thread as {@link #enter} does, and tells how its reader stands.
   *
   * @param onReady called whenever the reader is ready for more after it had to be waited for
   */
  public Pace follow(String caller, Runnable onReady, Runnable onEnd) {
    Exchange exchange = gateway.current();
    if (exchange == null) {
      throw PortalException.unavailable("The request has ended");
    }
    exchange.onStreamReady(onReady);
    enter(caller, onEnd);
    return new Pace(exchange);
  }

  /** How the reader of one stream stands. */
  public static final class Pace {
    private final Exchange exchange;

    private Pace(Exchange exchange) {
      this.exchange = exchange;
    }

    /** Returns whether the reader has taken everything that was sent. */
    public boolean isReady() {
      StreamOutput stream = exchange.stream();
      return stream != null && stream.isReady();
    }

    /** Returns whether the reader is, as far as is known, still there. */
    public boolean isOpen() {
      StreamOutput stream = exchange.stream();
      return stream == null || stream.isOpen();
    }
  }

  int count(String caller) {
    return open.count(caller);
  }
}
