package dev.callboard.identity;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;

/** The one answer to every token that is not good, so that it tells nothing about why. */
final class IllegalToken {
  private IllegalToken() {}

  static PortalException because(String reason) {
    return new PortalException(
        ErrorCode.AUTHENTICATION, "Illegal token", new IllegalArgumentException(reason));
  }
}
