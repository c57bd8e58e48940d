package dev.callboard.cli;

/** A command could not do what was asked, for a reason that its caller can act on. */
public class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates a failure. The message is printed as it is: what, where, and what would be right. */
  public CommandFailure(String message) {
    super(message);
  }

  /** Creates a failure with its cause, which is not printed. */
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
