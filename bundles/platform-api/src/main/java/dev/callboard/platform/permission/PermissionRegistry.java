package dev.callboard.platform.permission;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The permissions and rules that plugins bring. Thread-safe. */
@ProviderType
public interface PermissionRegistry {
  /** Returns the permissions of a plugin, in its order; empty when it brings none. */
  List<Permission> permissions(String pluginId);

  /** Returns the rules of a plugin, in its order; empty when it brings none. */
  List<PermissionRule> rules(String pluginId);

  /**
   * Returns whether a resource of a plugin meets a condition. Blocks for as long as the plugin
   * takes.
   *
   * @param pluginId whose resource it is
   * @param resourceType the type of the resource
   * @param resourceRef names the resource; one that does not exist meets nothing
   * @param condition as JSON values, in Backstage's shape
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} when the condition
   *     is malformed, names a rule that the plugin does not have or parameters that do not fit
   */
  boolean meets(String pluginId, String resourceType, String resourceRef, Object condition);
}
