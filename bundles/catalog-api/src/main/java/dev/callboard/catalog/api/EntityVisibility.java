package dev.callboard.catalog.api;

import dev.callboard.platform.identity.PortalPrincipal;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells which entities a principal may see, for those who show what is derived from entities.
 * Thread-safe; blocks for as long as the permission policy takes.
 */
@ProviderType
public interface EntityVisibility {
  /**
   * Returns the entities that a principal may do something with, as the catalog is now.
   *
   * @param permission the name of a permission on entities, such as {@code catalog.entity.read}
   * @param action what it lets one do, such as {@code read}
   * @throws dev.callboard.platform.error.PortalException with code {@code SERVICE_UNAVAILABLE}
   *     before the catalog has been loaded
   */
  VisibleEntities visible(String permission, String action, PortalPrincipal principal);
}
