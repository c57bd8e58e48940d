package dev.callboard.supply.chain.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how entities stand, for scorecards and the like. It does not look at who asks: whoever
 * shows the answer to callers has to check what they may see. Thread-safe; blocks for as long as
 * the database takes.
 */
@ProviderType
public interface SupplyChainService {
  /**
   * Returns how an entity stands.
   *
   * @param entityRef the canonical reference, such as {@code component:default/pay}; not null. Of
   *     an entity that nothing is known of the answer is empty, whether or not there is one
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE} when
   *     the database does not answer
   */
  SecurityPosture posture(String entityRef);
}
