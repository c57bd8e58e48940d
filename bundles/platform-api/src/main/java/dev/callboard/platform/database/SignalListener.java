package dev.callboard.platform.database;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that hears the signals which nodes send through their common database; see {@link
 * PluginDatabase#signal}. It is called on the thread that receives: it must only take a note and
 * return. Signals are hints: where one may have been lost, {@link #missed} says so, and whoever
 * must not miss anything looks now and then besides.
 */
@ConsumerType
public interface SignalListener {
  /**
   * Tells that a transaction that sent a signal was committed, by this node or another one.
   *
   * @param database the id of the plugin whose database it was
   * @param topic what the sender called it
   */
  void signalled(String database, String topic);

  /** Tells that signals may have been lost: the connection was made, or made again. */
  void missed();
}
