package dev.callboard.permission.role;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.Optional;

/**
 * Which version of a role has to be there for a change, as {@code If-Match} and {@code
 * If-None-Match} say it. A role is never replaced by who has not seen it.
 *
 * @param etag the version, or {@code *} for any, or empty for none: then the role must not be there
 */
public record RoleVersion(Optional<String> etag) {
  /**
   * Reads the headers.
   *
   * @param ifMatch one etag in double quotes or {@code *}, may be null
   * @param ifNoneMatch only {@code *}, may be null
   * @throws PortalException with code {@code INPUT} when one cannot be read
   */
  public static RoleVersion of(String ifMatch, String ifNoneMatch) {
    if (ifNoneMatch != null && (!ifNoneMatch.trim().equals("*") || ifMatch != null)) {
      throw PortalException.input("If-None-Match of a change can only be *, without If-Match");
    }
    if (ifMatch == null || ifMatch.trim().equals("*")) {
      return new RoleVersion(Optional.ofNullable(ifMatch).map(String::trim));
    }
    String tag = ifMatch.trim();
    // A proxy that compresses makes tags weak; here they are numbers of changes all the same.
    String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
    if (opaque.length() < 3 || !opaque.startsWith("\"") || !opaque.endsWith("\"")) {
      throw PortalException.input("If-Match cannot be read: it is * or one etag in double quotes");
    }
    return new RoleVersion(Optional.of(opaque.substring(1, opaque.length() - 1)));
  }

  /** Fails with code {@code PRECONDITION_FAILED} when another version is there. */
  void check(String role, Optional<String> present) {
    if (etag.isEmpty() && present.isEmpty()) {
      return;
    }
    if (etag.isEmpty()) {
      throw failed(
          "The role '" + role + "' exists: send its etag \"" + present.get() + "\" as If-Match");
    }
    if (present.isEmpty()) {
      throw failed("The role '" + role + "' does not exist");
    }
    if (!etag.get().equals("*") && !etag.equals(present)) {
      throw failed(
          "The role '" + role + "' has changed: its etag is \"" + present.get() + "\" now");
    }
  }

  private static PortalException failed(String message) {
    return new PortalException(ErrorCode.PRECONDITION_FAILED, message);
  }
}
