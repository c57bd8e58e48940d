package dev.callboard.audit;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The permissions of the audit log. */
@Component
public final class AuditPermissions implements PermissionProvider {
  /** To see records, and what the last verification found. */
  static final String READ = "callboard.audit.read";

  /** To have the log verified. */
  static final String VERIFY = "callboard.audit.verify";

  /** To take the records away as a file. */
  static final String EXPORT = "callboard.audit.export";

  /** To replace the key that signs checkpoints. */
  static final String ROTATE = "callboard.audit.rotate-key";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(VERIFY, "update"),
        Permission.basic(EXPORT, "read"),
        Permission.basic(ROTATE, "update"));
  }
}
