package dev.callboard.platform.permission;

import dev.callboard.platform.identity.PortalPrincipal;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides requests. The service with the highest ranking among the bundles that the server was
 * started with is asked; one that a plugin brings is used only when {@code permission.policy} names
 * its plugin id. Called on request threads: answer within a second. An exception, null or a late
 * answer counts as a denial.
 */
@ConsumerType
public interface PermissionPolicy {
  /**
   * Decides one request.
   *
   * @param principal who asks, not null
   * @param request what is asked, not null
   * @return the decision, not null
   */
  Decision decide(PortalPrincipal principal, PermissionRequest request);
}
