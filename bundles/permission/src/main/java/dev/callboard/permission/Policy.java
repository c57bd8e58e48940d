package dev.callboard.permission;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionRequest;
import java.util.function.Consumer;

/** The policy that is in force, with the settings of the same moment. */
interface Policy {
  PermissionSettings settings();

  /**
   * Decides one request; never null, and an answer within about a second.
   *
   * @param steps is told what was looked at, as far as the policy tells
   */
  Decision decide(PortalPrincipal principal, PermissionRequest request, Consumer<Step> steps);
}
