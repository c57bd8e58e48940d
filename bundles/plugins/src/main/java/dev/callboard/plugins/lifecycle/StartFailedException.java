package dev.callboard.plugins.lifecycle;

/** A plugin did not come up; the message says why. */
final class StartFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unresolved;

  private StartFailedException(boolean unresolved, String message) {
    super(message);
    this.unresolved = unresolved;
  }

  static StartFailedException of(String message) {
    return new StartFailedException(false, message);
  }

  static StartFailedException unresolved(String message) {
    return new StartFailedException(true, message);
  }

  /** Returns whether another bundle could make it work. */
  boolean isUnresolved() {
    return unresolved;
  }
}
