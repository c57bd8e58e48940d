package dev.callboard.platform.permission;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A service with which a plugin tells which permissions it has. Called seldom; must not block. */
@ConsumerType
public interface PermissionProvider {
  /** Returns the permissions of the plugin, not null. */
  List<Permission> permissions();
}
