package dev.callboard.http.jetty;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector whose port can be closed without breaking connections that clients already believe to
 * have. The system completes handshakes on its own, and what waits in its queue when the port is
 * closed is reset. So the queue is emptied right before the port is closed, and what came out of it
 * is served. For that the acceptor waits in a selector, out of which it can be called.
 */
final class PortalConnector extends ServerConnector {
  private static final Logger LOG = LoggerFactory.getLogger(PortalConnector.class);
  private static final int ONE_ACCEPTOR = 1;
  private static final int DEFAULT_SELECTORS = -1;
  private static final long POLL_MILLIS = 5;

  private final AtomicInteger opening = new AtomicInteger();
  private volatile Waiting waiting;

  /** The port and the selector in which its acceptor waits. */
  private record Waiting(ServerSocketChannel port, Selector selector, SelectionKey key) {}

  PortalConnector(Server server, ConnectionFactory... factories) {
    super(server, ONE_ACCEPTOR, DEFAULT_SELECTORS, factories);
  }

  @Override
  public void open() throws IOException {
    super.open();
    ServerSocketChannel port = (ServerSocketChannel) getTransport();
    port.configureBlocking(false);
    Selector selector = Selector.open();
    SelectionKey key = port.register(selector, SelectionKey.OP_ACCEPT);
    waiting = new Waiting(port, selector, key);
  }

  /** Called in a loop by the acceptor's thread. */
  @Override
  public void accept(int acceptor) throws IOException {
    Waiting current = waiting;
    if (current == null || !current.key().isValid()) {
      return;
    }
    try {
      current.selector().select();
      current.selector().selectedKeys().clear();
      takeAll(current.port());
    } catch (ClosedSelectorException | ClosedChannelException e) {
      LOG.trace("The port was closed meanwhile", e);
    }
  }

  @Override
  public void close() {
    Waiting current = waiting;
    if (current != null) {
      current.key().cancel();
      current.selector().wakeup();
      end(current);
    }
    super.close();
  }

  /** A channel that a selector knows is closed only later, so it is made to forget it first. */
  private synchronized void end(Waiting current) {
    if (!current.port().isOpen()) {
      return;
    }
    try (Selector selector = current.selector();
        ServerSocketChannel port = current.port()) {
      selector.selectNow();
      takeAll(port);
    } catch (IOException e) {
      LOG.debug("The port was closed before its queue was emptied", e);
    } finally {
      waiting = null;
    }
  }

  /** Guarded, so that whoever closes the port waits for what has been accepted meanwhile. */
  private synchronized void takeAll(ServerSocketChannel port) throws IOException {
    for (SocketChannel client = port.accept(); client != null; client = port.accept()) {
      client.configureBlocking(false);
      configure(client.socket());
      opening.incrementAndGet();
      getSelectorManager().accept(client);
    }
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    opening.decrementAndGet();
  }

  /**
   * Waits until no connection is left, those included whose request has not been read yet; returns
   * whether that is so. Blocks until {@code until}, a value of {@link System#nanoTime()}, at most.
   */
  boolean awaitNoConnections(long until) throws InterruptedException {
    while (opening.get() > 0 || !getConnectedEndPoints().isEmpty()) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return true;
  }
}
