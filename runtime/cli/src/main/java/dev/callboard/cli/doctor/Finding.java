package dev.callboard.cli.doctor;

/**
 * Something that the doctor tells.
 *
 * @param level how bad it is
 * @param area what it is about: machine, data, config, bundles or server
 * @param message what was found
 * @param advice what to do about it; empty when there is nothing to do
 */
record Finding(Level level, String area, String message, String advice) {
  /** How bad a finding is. */
  enum Level {
    /** All is well. */
    OK,
    /** The server runs, but somebody should have a look. */
    WARNING,
    /** The server does not run, or not as it should. */
    ERROR
  }

  static Finding ok(String area, String message) {
    return new Finding(Level.OK, area, message, "");
  }

  static Finding warning(String area, String message, String advice) {
    return new Finding(Level.WARNING, area, message, advice);
  }

  static Finding error(String area, String message, String advice) {
    return new Finding(Level.ERROR, area, message, advice);
  }
}
