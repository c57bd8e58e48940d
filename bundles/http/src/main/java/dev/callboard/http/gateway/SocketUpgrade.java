package dev.callboard.http.gateway;

import dev.callboard.platform.error.PortalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * The handshake of one connection. Apart from the rest so that Jetty's WebSocket classes are loaded
 * when the first client comes.
 */
final class SocketUpgrade implements WebSocketNegotiator {
  private static final long FRAME = 16 * 1024;

  private final String protocol;
  private final SocketConnection connection;

  private SocketUpgrade(String protocol, SocketConnection connection) {
    this.protocol = protocol;
    this.connection = connection;
  }

  /** Answers with 101; returns whether the connection is a WebSocket now. */
  static boolean upgrade(
      HttpServletRequest request,
      HttpServletResponse response,
      String protocol,
      SocketConnection connection)
      throws IOException {
    ServletContextRequest inner = ServletContextRequest.getServletContextRequest(request);
    WebSocketComponents components =
        WebSocketServerComponents.ensureWebSocketComponents(
            inner.getConnectionMetaData().getConnector().getServer());
    SocketUpgrade negotiator = new SocketUpgrade(protocol, connection);
    try (Blocker.Callback answered = Blocker.callback()) {
      boolean upgraded =
          Handshaker.newInstance()
              .upgradeRequest(
                  negotiator,
                  inner,
                  inner.getServletContextResponse(),
                  answered,
                  components,
                  negotiator);
      if (upgraded) {
        answered.block();
      }
      return upgraded;
    } catch (WebSocketException | HttpException.RuntimeException e) {
      throw PortalException.input("The WebSocket handshake is not valid: " + e.getMessage());
    }
  }

  @Override
  public FrameHandler negotiate(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    response.setAcceptedSubProtocol(protocol);
    // No compression: what one client sends could inflate, and each connection would need buffers.
    response.setExtensions(List.of());
    return connection;
  }

  @Override
  public void customize(Configuration configuration) {
    // The gateway watches its connections itself.
    configuration.setIdleTimeout(Duration.ZERO);
    // What is larger comes, and goes, in parts: the connection counts the bytes of messages itself.
    configuration.setAutoFragment(true);
    configuration.setMaxFrameSize(FRAME);
  }
}
