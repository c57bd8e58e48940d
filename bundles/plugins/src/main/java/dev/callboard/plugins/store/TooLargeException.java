package dev.callboard.plugins.store;

import java.io.IOException;

/** A jar is larger than its limit. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long limit) {
    super("the jar is larger than plugins.limits.jarSize, " + limit + " bytes");
  }
}
