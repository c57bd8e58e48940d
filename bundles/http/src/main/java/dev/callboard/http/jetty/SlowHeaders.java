package dev.callboard.http.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Closes connections whose client takes too long to send the header fields. Jetty's idle timeout
 * does not do that: each byte starts it anew. A connection is sending a header when bytes arrive
 * while no request is known to be under way.
 */
final class SlowHeaders implements Connection.Listener, LifeCycle.Listener, Runnable {
  private static final long PERIOD_MILLIS = 250;

  private final ServerConnector connector;
  private final long limitNanos;
  private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

  SlowHeaders(ServerConnector connector, Duration limit) {
    this.connector = connector;
    this.limitNanos = limit.toNanos() - TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
  }

  @Override
  public void onOpened(Connection connection) {
    // HTTP/2 sends frames without a request, and has limits of its own.
    if (connection instanceof ConnectionMetaData) {
      connections.put(connection, new Progress(System.nanoTime()));
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
          if (progress.waitsSince(connection, now) > limitNanos) {
            connection.getEndPoint().close();
          }
        });
    connector.getScheduler().schedule(this, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What was last seen of a connection. Used by one thread at a time. */
  private static final class Progress {
    private long requests;
    private long bytes;
    private long since;

    Progress(long now) {
      this.since = now;
    }

    /** Returns for how long the bytes of an unfinished header have been arriving. */
    long waitsSince(Connection connection, long now) {
      long in = connection.getMessagesIn();
      if (in != requests || in > connection.getMessagesOut()) {
        requests = in;
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
