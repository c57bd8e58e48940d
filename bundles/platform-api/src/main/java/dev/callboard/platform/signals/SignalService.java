package dev.callboard.platform.signals;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends short messages to the browsers that have subscribed to a channel of {@code /api/signals},
 * whichever node they are connected to. A signal is a hint that something changed, not a way to
 * deliver it: who is not connected never gets it. Thread-safe; does not block.
 */
@ProviderType
public interface SignalService {
  /**
   * Sends a message.
   *
   * @param recipients whom it is for, not null
   * @param channel what it is about, by custom the id of the plugin that sends it; 1 to 200
   *     characters
   * @param message JSON values as maps, lists, strings, numbers, booleans and null; not null
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when the channel
   *     is not one, or the message is larger than {@code signals.maxMessage} or no JSON
   */
  void publish(Recipients recipients, String channel, Map<String, Object> message);
}
