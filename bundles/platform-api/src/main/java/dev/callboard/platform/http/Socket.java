package dev.callboard.platform.http;

import dev.callboard.platform.identity.PortalPrincipal;
import org.osgi.annotation.versioning.ProviderType;

/** One open WebSocket connection of a user. Thread-safe; no method blocks. */
@ProviderType
public interface Socket {
  /**
   * Returns who is connected, with the ownership references that held when the token was last
   * looked at, which is done at least every {@code backend.limits.sockets.ping}.
   */
  PortalPrincipal principal();

  /** Returns whether the connection is, as far as is known, still there. */
  boolean isOpen();

  /**
   * Sends a text. A client that is too slow to take what is sent to it is cut off: see {@code
   * backend.limits.sockets.queue}. Does nothing when the client has gone.
   *
   * @param text not null
   */
  void send(String text);

  /**
   * Ends the connection.
   *
   * @param code a close code of RFC 6455 section 7.4
   * @param reason a few words, at most 123 bytes, not null
   */
  void close(int code, String reason);
}
