package dev.callboard.http.jetty;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.Frame;

/** How many frames each HTTP/2 connection has sent. The parser's thread counts, another reads. */
final class FrameCounts implements HTTP2Session.FrameListener, HTTP2Session.LifeCycleListener {
  private final Map<Session, AtomicLong> counts = new ConcurrentHashMap<>();

  @Override
  public void onOpen(Session session) {
    counts.putIfAbsent(session, new AtomicLong());
  }

  @Override
  public void onIncomingFrame(Session session, Frame frame) {
    AtomicLong count = counts.get(session);
    if (count != null) {
      count.incrementAndGet();
    }
  }

  @Override
  public void onClose(Session session) {
    counts.remove(session);
  }

  /** Returns the frames that came whole, 0 for a connection that is not known. */
  long of(HTTP2Connection connection) {
    AtomicLong count = counts.get(connection.getSession());
    return count == null ? 0 : count.get();
  }
}
