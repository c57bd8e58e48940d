package dev.callboard.database;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;

/** Says that the tables of a plugin could not be brought up to date; nothing was changed then. */
final class MigrationException extends PortalException {
  private static final long serialVersionUID = 1L;

  MigrationException(String file, String message) {
    this(file, message, null);
  }

  MigrationException(String file, String message, Throwable cause) {
    super(ErrorCode.INTERNAL, "Migration " + file + ": " + message, cause);
  }
}
