package dev.callboard.http.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Closes connections whose client takes too long for the TLS handshake, or to send the header
 * fields. Jetty's idle timeout does not do that: each byte starts it anew. A connection is sending
 * a header when bytes arrive while no request is known to be under way; one of HTTP/2 when bytes
 * arrive that complete no frame.
 */
final class SlowHeaders implements Connection.Listener, LifeCycle.Listener, Runnable {
  private static final long PERIOD_MILLIS = 250;

  private final ServerConnector connector;
  private final long limitNanos;
  private final FrameCounts frames;
  private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

  SlowHeaders(ServerConnector connector, Duration limit, FrameCounts frames) {
    this.connector = connector;
    this.frames = frames;
    this.limitNanos = limit.toNanos() - TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection encrypted) {
      connections.put(connection, new Handshake(encrypted, System.nanoTime()));
    } else if (connection instanceof ConnectionMetaData) {
      connections.put(connection, new Headers(connection, frames, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  @Override
  public void lifeCycleStarted(LifeCycle event) {
    connector.getScheduler().schedule(this, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    if (!connector.isRunning()) {
      return;
    }
    long now = System.nanoTime();
    connections.forEach(
        (connection, progress) -> {
          if (progress.waitsSince(now) > limitNanos) {
            connection.getEndPoint().close();
          }
        });
    connector.getScheduler().schedule(this, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How far a client has come. Used by one thread at a time. */
  private interface Progress {
    /** Returns for how many nanoseconds the client has kept the server waiting. */
    long waitsSince(long now);
  }

  /** Until it has ended, the session of a connection has no protocol (JSSE: "NONE"). */
  private record Handshake(SslConnection connection, long since) implements Progress {
    @Override
    public long waitsSince(long now) {
      boolean done = !"NONE".equals(connection.getSSLEngine().getSession().getProtocol());
      return done ? 0 : now - since;
    }
  }

  /** What was last seen of a connection that carries requests. */
  private static final class Headers implements Progress {
    private final Connection connection;
    private final FrameCounts frames;
    private long messages;
    private long bytes;
    private long since;

    Headers(Connection connection, FrameCounts frames, long now) {
      this.connection = connection;
      this.frames = frames;
      this.since = now;
    }

    @Override
    public long waitsSince(long now) {
      boolean http2 = connection instanceof HTTP2Connection;
      long in = http2 ? frames.of((HTTP2Connection) connection) : connection.getMessagesIn();
      if (in != messages || !http2 && in > connection.getMessagesOut()) {
        messages = in;
        bytes = connection.getBytesIn();
        since = now;
        return 0;
      }
      if (connection.getBytesIn() == bytes) {
        since = now;
      }
      return now - since;
    }
  }
}
