package dev.callboard.http.rest;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;

/** A body that is too large or arrives too slowly. */
final class BodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  BodyException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  PortalException failure() {
    return new PortalException(code, getMessage(), this);
  }
}
