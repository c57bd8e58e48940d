package dev.callboard.platform.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One reader of server-sent events that gets events of its own, at its own pace: what it has not
 * taken yet should stay with the sender. Thread-safe; no method blocks.
 */
@ProviderType
public interface EventReader extends AutoCloseable {
  /**
   * Returns whether the reader has taken everything that was sent, so that more may be sent. While
   * it has not, and before the answer has begun, this is false; the action given when the reader
   * was connected is called when that changes.
   */
  boolean isReady();

  /** Returns whether the reader is still there. */
  boolean isOpen();

  /**
   * Sends an event. An event of any size is taken while {@link #isReady}; a sender that goes on
   * regardless has the reader cut off beyond {@code backend.limits.eventStreamBuffer}. Does nothing
   * when the reader has gone.
   *
   * @param id what the reader sends as {@code Last-Event-ID} when it comes back, not null
   * @param type the event's name, not null
   * @param json the data, as JSON text without line breaks, not null
   */
  void send(String id, String type, String json);

  /** Ends the stream of this reader. */
  @Override
  void close();
}
