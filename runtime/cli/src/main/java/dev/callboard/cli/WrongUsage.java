package dev.callboard.cli;

/** The program was called in a way that cannot be. */
final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongUsage(String message) {
    super(message);
  }
}
