package dev.callboard.platform.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what one WebSocket client sends. Called by one thread at a time, on a thread of the server:
 * it must not block.
 */
@ConsumerType
public interface SocketListener {
  /** Takes a message; what it throws ends the connection with code 1011. */
  void onText(String text);

  /** Tells that the connection has ended, whoever ended it. Called once. */
  void onClose();
}
