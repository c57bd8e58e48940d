package dev.callboard.catalog.api;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the catalog from within the server. What a principal may not see is as if it did not exist.
 * Thread-safe; does not block, reads are answered from memory.
 */
@ProviderType
public interface CatalogService {
  /** Returns an entity, or empty. */
  Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal);

  /**
   * Returns the entities that match a filter.
   *
   * @param filters conditions as in the parameter {@code filter} of the REST API, such as {@code
   *     kind=component,spec.type=service}; several are alternatives, none means all
   * @param limit how many to return at the most
   * @param principal who reads
   */
  List<Entity> query(List<String> filters, int limit, PortalPrincipal principal);

  /** Asks for an entity and what it comes from to be read again soon. */
  void refresh(EntityRef ref);
}
