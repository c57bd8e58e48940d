package dev.callboard.platform.permission;

import dev.callboard.platform.identity.PortalPrincipal;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers what a principal may do. Thread-safe; may block for as long as the policy takes, a second
 * at the most.
 */
@ProviderType
public interface PermissionService {
  /**
   * Decides requests, in their order. For a principal with an {@link PortalPrincipal#actor() actor}
   * the answer is what both may do; restrictions of the credentials narrow it further. A policy
   * that fails denies. A request that names a resource is answered without conditions when the
   * plugin of the resource brings {@link ResourceRules}.
   */
  List<Decision> authorize(PortalPrincipal principal, List<PermissionRequest> requests);

  /** Decides one request, as {@link #authorize}. */
  default Decision authorize(PortalPrincipal principal, PermissionRequest request) {
    return authorize(principal, List.of(request)).get(0);
  }
}
