package dev.callboard.catalog.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Puts entities that no file owns into the catalog, from within the server, for somebody who may.
 * Thread-safe; blocks as the database does.
 *
 * @since 1.3
 */
@ProviderType
public interface EntityWriteService {
  /**
   * Creates or replaces entities in one transaction: all of them or none. When it returns, readers
   * on this node see them.
   *
   * @param entities as in a descriptor file, not null
   * @param options for whom and how, not null
   * @return the references, in the order of the entities
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when an entity is
   *     not valid, stands there twice, or there are none or too many; {@code CONFLICT} when a file
   *     owns it or it may not be replaced; {@code NOT_ALLOWED} when the principal may not, or the
   *     catalog is read-only
   */
  List<EntityRef> put(List<Entity> entities, EntityWriteOptions options);
}
