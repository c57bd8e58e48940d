package dev.callboard.platform.permission;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A question to the policy.
 *
 * @param permission what is to be done
 * @param resourceRef the resource it is to be done to, or empty to learn the conditions for all
 */
public record PermissionRequest(Permission permission, Optional<String> resourceRef) {
  /** Checks the arguments. */
  public PermissionRequest {
    requireNonNull(permission, "permission is null");
    requireNonNull(resourceRef, "resourceRef is null");
  }
}
