package dev.callboard.integrations.spi;

import dev.callboard.platform.config.Config;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that knows source hosts of one type. It is asked for its hosts when it appears and
 * whenever the configuration of {@code integrations} changes; it may come and go at any time.
 */
@ConsumerType
public interface SourceHostProvider {
  /** Returns the type, which is the key below {@code integrations}, such as {@code gitlab}. */
  String type();

  /**
   * Makes the hosts that are configured, and those that need no configuration. Called on a thread
   * of the configuration; must not block.
   *
   * @param entries the list at {@code integrations.<type>}, empty when there is none
   * @param access how hosts reach the network and the disk
   * @return the hosts; where two know a URL, the first one serves it
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when an entry is
   *     wrong; the text names the key and what would be right, and never the value of a secret
   */
  List<SourceHost> hosts(List<Config> entries, HostAccess access);
}
