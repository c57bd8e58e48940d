package dev.callboard.scaffolder.task;

/** Takes a run off its thread. Not a failure: the task goes on later or elsewhere. */
abstract class LeaveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaveException(String message) {
    super(message, null, false, false);
  }

  /** The run must not begin another step here. */
  static final class Stopping extends LeaveException {
    private static final long serialVersionUID = 1L;

    Stopping() {
      super("The run goes on elsewhere or later");
    }
  }

  /** The step waits; what it waits for is written down. */
  static final class Suspended extends LeaveException {
    private static final long serialVersionUID = 1L;

    Suspended() {
      super("The step waits; let this exception pass");
    }
  }
}
