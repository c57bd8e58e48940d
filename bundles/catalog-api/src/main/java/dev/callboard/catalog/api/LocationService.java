package dev.callboard.catalog.api;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Registers entity files from within the server, for somebody who may. Thread-safe; blocks.
 *
 * @since 1.1
 */
@ProviderType
public interface LocationService {
  /**
   * Registers the location of an entity file and has it read.
   *
   * @param url an absolute URL, not null
   * @param principal who registers, who needs {@code catalog.location.create}
   * @return whether it is new; false when it was registered already
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} for a URL that
   *     cannot be a location, {@code NOT_ALLOWED} when the principal may not
   */
  boolean register(String url, PortalPrincipal principal);

  /**
   * Reads an entity file without storing anything.
   *
   * @param url an absolute URL, not null
   * @param principal who reads, who needs {@code catalog.location.create}
   * @return the entities in it and in those that it lists, as they are before they get relations
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} that says what is
   *     wrong with it, {@code NOT_ALLOWED} when the principal may not
   */
  List<Entity> entities(String url, PortalPrincipal principal);
}
