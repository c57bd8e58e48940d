package dev.callboard.platform.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that takes the WebSocket connections to {@code /api/<plugin id>} of the plugin whose
 * bundle registers it. Users only: the token is the subprotocol of the handshake, and a page of an
 * origin that may not call is refused. When the service goes, its connections are closed with code
 * 1001 ("going away"), after which clients come back.
 */
@ConsumerType
public interface SocketEndpoint {
  /**
   * Takes a connection. On a thread of the server: it must not block. What it throws refuses the
   * client with code 1011.
   *
   * @param socket not null, open
   * @return who hears what the client sends, not null
   */
  SocketListener open(Socket socket);
}
